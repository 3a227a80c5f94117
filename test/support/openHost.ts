import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { hostLanguageOfPath } from "../../server/src/core/model/language.ts";
import { openFiles } from "./openService.ts";

/** A document with connection strings in it. */
export function openHost(path: string, text: string, mode = 0o600) {
  const { service } = openFiles({ [path]: { text, mode } });
  const uri = `file:///data/${path}`;
  const language = hostLanguageOfPath(path);
  if (!language) throw new Error(path);
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  return {
    service,
    uri,
    document,
    async shown() {
      return ((await service.diagnose(uri)) ?? []).map(({ rule, line, span }) => {
        const start = document.lines.slice(0, line).join("").length;
        return `${text.slice(start + span.start, start + span.end)}: ${rule}`;
      });
    },
    /** The text after the first fix. */
    async fixed() {
      const [fix] = await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER);
      return fix?.edits && applyEdits(document.lines, fix.edits);
    },
  };
}
