import { clientLanguageOfPath, hostLanguageOfPath, SourceDocument } from "../../server/src/core/index.ts";
import { type Files, openCluster, toUri } from "../support/openService.ts";

/** Findings and fixes of the first of these files, as an editor requests them once it is open. */
export async function checkAll(files: Files): Promise<number> {
  const [first = ""] = Object.keys(files);
  const { service, edit } = openCluster(files);
  const language = clientLanguageOfPath(first) ?? hostLanguageOfPath(first);
  const text = String(files[first]);
  let lines = 0;
  if (language) {
    const document = new SourceDocument(toUri(first), language, 1, text);
    service.open(document as never);
    lines = document.lines.length;
  } else lines = edit(first, text).lines.length;
  const found = (await service.diagnose(toUri(first))) ?? [];
  await service.fixes(toUri(first), 0, lines);
  return found.length;
}
