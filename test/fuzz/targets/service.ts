import { deepStrictEqual } from "node:assert";
import type { Client, LanguageService, SourceDocument } from "../../../server/src/core/index.ts";
import { applyEdits } from "../../../server/src/core/index.ts";
import type { Diagnostic } from "../../../server/src/core/model/diagnostic.ts";
import { type Files, type OpenCluster, openFiles, toUri } from "../../support/openService.ts";
import type { Target } from "../engine/fuzz.ts";
import { crl, rootCertificate, serverChain, serverKey } from "./certificateFiles.ts";
import { applyEdit, type Edit, toEdit } from "./edits.ts";
import { checkSpans, ensure } from "./spans.ts";

/** The documents that are open, in the order in which an input has their texts. */
const names = ["postgresql.conf", "pg_hba.conf", "pg_ident.conf", "pg_hosts.conf"] as const;

/** Edits of one input that are made. */
const maxEdits = 4;

/**
 * A cluster with the whole service: the content of PG_VERSION, the texts of the open documents, that of the files `more` and
 * `more.conf` which they may include, then edits. After each edit every question is put, at the place of the edit.
 */
export const service: Target = {
  maxSize: 2500,
  budget: (size) => 4_000_000 + 20_000 * size,
  async run([version = "", ...rest]) {
    const texts = names.map((_, index) => rest[index] ?? "");
    const more = rest[names.length] ?? "";
    const files = {
      PG_VERSION: version,
      more,
      "more.conf": more,
      "server.crt": serverChain,
      "server.key": { text: serverKey, mode: 0o600 },
      "root.crt": rootCertificate,
      "root.crl": crl,
    };
    const cluster = openFiles(files);
    const documents = names.map((name, index) => cluster.edit(name, texts[index] ?? ""));
    const edits = rest
      .slice(names.length + 1)
      .slice(0, maxEdits)
      .map(toEdit);
    for (const edit of [toEdit("1"), ...edits]) {
      const document = documents[edit.file % documents.length] as SourceDocument;
      applyEdit(document, edit);
      const found = await findings(cluster);
      deepStrictEqual(found, await findings(reopen(files, documents)), "findings of a fresh service");
      await askAll(cluster.service, documents, document, edit);
      await checkFixes(cluster.service, files, documents, document);
    }
  },
};

/** The same texts in a service that has no past. */
function reopen(files: Files, documents: readonly SourceDocument[]): OpenCluster {
  const cluster = openFiles(files);
  for (const [index, name] of names.entries()) cluster.edit(name, documents[index]?.text ?? "");
  return cluster;
}

async function findings({ findings }: Pick<OpenCluster, "findings">): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const name of names) found.push(...(await findings(name)));
  return found;
}

/** Puts every question and looks at the answers: spans inside of texts, nothing of the key. */
async function askAll(
  service: LanguageService,
  documents: readonly SourceDocument[],
  { uri, lines }: SourceDocument,
  { position }: Edit,
): Promise<void> {
  const texts = new Map(documents.map((document) => [document.uri, document.lines]));
  const { line } = position;
  const client: Client = {
    type: (["local", "plain", "ssl"] as const)[line % 3] ?? "ssl",
    address: "10.0.0.1",
    database: "app",
    user: /\w+/.exec(lines[line] ?? "")?.[0] ?? "alice",
    certificates: (await service.certificates(toUri("server.crt"))) ?? [],
  };
  const completion = await service.complete(uri, position);
  const answers: readonly unknown[] = [
    await service.diagnose(uri),
    completion,
    completion?.items.slice(0, 3).map(({ documentationKey: key }) => key && service.documentationOf(key)),
    await service.hover(uri, position),
    await service.fixes(uri, 0, lines.length),
    await service.links(uri),
    await service.symbols(uri),
    await service.foldingRanges(uri),
    await service.inlayHints(uri, 0, lines.length),
    await service.definition(uri, position),
    await service.references(uri, position),
    await service.renamable(uri, position),
    await service.rename(uri, position, "other map"),
    await service.movedFile(uri, position, "other/file"),
    await service.outcome(uri),
    await service.summary(uri),
    await service.clusters([]),
    await service.viewFile(toUri("server.key")),
    await service.viewFile(toUri("more")),
    await service.hoverPem(toUri("server.key"), 1),
    await service.explain(uri, client),
  ];
  for (const answer of answers) {
    checkSpans(answer, uri, texts);
    const output = JSON.stringify(answer) ?? "";
    const revealed = keyMaterial.find((piece) => output.includes(piece));
    ensure(revealed === undefined, `an answer has a piece of the private key: ${revealed}`);
  }
}

/** Every run of 16 characters of the lines of the key that have its secret half. */
const keyMaterial = serverKey
  .split("\n")
  .slice(1, 3)
  .flatMap((line) => Array.from({ length: line.length - 15 }, (_, start) => line.slice(start, start + 16)));

/** Edits that are called safe end, do not overlap, and make no line that the server refuses. */
async function checkFixes(
  service: LanguageService,
  files: Files,
  documents: readonly SourceDocument[],
  { uri, lines }: SourceDocument,
): Promise<void> {
  let edits = (await service.safeEdits(uri)) ?? [];
  if (edits.length === 0) return;
  const before = refused((await service.diagnose(uri)) ?? []);
  let text = "";
  let now = lines;
  for (let round = 0; edits.length > 0; round++) {
    ensure(round < 10, `safe edits come to an end: ${JSON.stringify(text)}`);
    text = applyEdits(now, edits);
    const fixed = reopen(files, documents);
    const document = fixed.edit(uri, text);
    now = document.lines;
    edits = (await fixed.service.safeEdits(uri)) ?? [];
    const after = refused((await fixed.service.diagnose(uri)) ?? []);
    ensure(after <= before, `safe edits make a refused line: ${JSON.stringify(text)}`);
  }
}

/** How many lines the server refuses. */
const refused = (found: readonly Diagnostic[]): number =>
  new Set(found.flatMap(({ serverEffect, line }) => (serverEffect === "line-error" ? line : []))).size;
