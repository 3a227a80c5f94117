import { deepStrictEqual } from "node:assert";
import { countErrors } from "../../../server/src/core/carriers/countErrors.ts";
import { applyEdits, type LanguageService, SourceDocument } from "../../../server/src/core/index.ts";
import { type HostLanguage, toHostLanguage } from "../../../server/src/core/model/language.ts";
import { openFiles } from "../../support/openService.ts";
import type { Target } from "../engine/fuzz.ts";
import { rootCertificate, serverChain, serverKey } from "./certificateFiles.ts";
import { toEdit } from "./edits.ts";
import { checkSpans, ensure } from "./spans.ts";

/** What a document may lead to; it is beside all of these. */
const files = {
  "/repo/postgresql.conf": "ssl = on\nssl_cert_file = 'tls/server.crt'\n",
  "/repo/pg_hba.conf": "hostssl all all 10.0.0.5/8 cert\n",
  "/repo/tls/server.crt": serverChain,
  "/repo/tls/server.key": { text: serverKey, mode: 0o600 },
  "/repo/tls/root.crt": rootCertificate,
  "/repo/.env": "TAG=16\n",
};
const uri = "file:///repo/document";

/** The whole service with one document that holds our files as parts: its language, its text, and an edit of it. */
export const documents: Target = {
  maxSize: 3000,
  budget: (size) => 20_000_000 + 40_000 * size,
  async run([identifier = "", text = "", change = ""]) {
    const language = toHostLanguage(identifier) ?? "yaml";
    const { service, document } = open(language, text);
    const { position, end, text: inserted } = toEdit(change);
    await askAll(service, document, position);
    await checkFixes(service, document);
    document.update([{ range: { start: position, end }, text: inserted }], document.version + 1);
    const found = await service.diagnose(uri);
    const anew = open(language, document.text);
    deepStrictEqual(found, await anew.service.diagnose(uri), "findings of a fresh service");
  },
};

function open(language: HostLanguage, text: string) {
  const { service } = openFiles(files);
  const document = new SourceDocument(uri, language, 1, text);
  service.open(document);
  return { service, document };
}

/** Puts every question and looks at the spans of the answers. */
async function askAll(
  service: LanguageService,
  { lines }: SourceDocument<HostLanguage>,
  position: { readonly line: number; readonly character: number },
): Promise<void> {
  const texts = new Map([[uri, lines]]);
  const answers: readonly unknown[] = [
    await service.diagnose(uri),
    await service.complete(uri, position),
    await service.hover(uri, position),
    await service.links(uri),
    await service.symbols(uri),
    await service.foldingRanges(uri),
    await service.inlayHints(uri, 0, lines.length),
    await service.definition(uri, position),
    await service.references(uri, position),
    await service.renamable(uri, position),
    await service.outcome(uri),
    await service.embeddedClusters(uri),
  ];
  for (const answer of answers) checkSpans(answer, uri, texts);
}

/** Whichever fix is made, the document has no more errors of its language than before; safe ones come to an end. */
async function checkFixes(
  service: LanguageService,
  { language, lines, text }: SourceDocument<HostLanguage>,
): Promise<void> {
  const errors = await countErrors(text, language);
  const fixes = await service.fixes(uri, 0, lines.length);
  checkSpans(fixes, uri, new Map([[uri, lines]]));
  for (const { title, edits = [] } of fixes) {
    if (!edits.every(({ place }) => place.uri === uri)) continue;
    const after = await countErrors(applyEdits(lines, edits), language);
    ensure(after <= errors, `${title}: ${after} errors, ${errors} before`);
  }
  let edits = (await service.safeEdits(uri)) ?? [];
  let now = lines;
  for (let round = 0; edits.length > 0; round++) {
    ensure(round < 10, `safe edits come to an end: ${JSON.stringify(now.join(""))}`);
    const fixed = open(language, applyEdits(now, edits));
    now = fixed.document.lines;
    edits = (await fixed.service.safeEdits(uri)) ?? [];
  }
}
