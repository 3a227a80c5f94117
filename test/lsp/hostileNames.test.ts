import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompletionItem, InsertTextFormat } from "vscode-languageserver";
import { buildCertificate, extension, pem } from "../pki/buildCertificate.ts";
import { hostileNames, isClean } from "../support/hostile.ts";
import { type LspClient, plainCapabilities, startLspClient } from "../support/lspClient.ts";
import { projectRoot } from "../support/tools.ts";

/** Texts that VS Code, as editor of a snippet, replaces by the clipboard or by what is selected. */
const variables = ["$TM_FILENAME $\u007bCLIPBOARD} $\u007b1|a,b|} }", "\\$\u007bUUID} \\\\$RANDOM"];
const words = [...hostileNames, ...variables].map((name) => name.replaceAll("\n", " "));
const fileNames = [...hostileNames, ...variables].map((name) => name.replace(/[/\\]/g, "_"));
const quoted = (word: string) => `"${word}"`;
const conf = (value: string) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

/** The files of a cluster with hostile words in all places that take any. */
function files(): Record<string, string> {
  const subject = words.map((word) => [{ id: "2.5.4.3", tag: 12, value: Buffer.from(word) }]);
  const certificate = pem(
    "CERTIFICATE",
    buildCertificate({
      subject,
      issuer: subject.slice(1),
      extensions: [extension("2.5.29.17", false, Buffer.from("30058203612e62", "hex"))],
    }),
  );
  const yaml = (word: string) =>
    JSON.stringify(word).replace(/[\u007f-\u009f]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
  return {
    PG_VERSION: "19\n",
    "postgresql.conf": [
      "ssl = on",
      // A third of the words each: hovers of a large file take their time.
      ...[
        (word: string) => `ssl_ciphers = ${conf(word)}`,
        (word: string) => `ssl_groups = ${conf(word)}`,
        (word: string) => `listen_addresses = ${conf(word)}`,
        (word: string) => `cluster_name = ${conf(word)}`,
        (word: string) => `log_line_prefix = ${conf(`${word}%q%u`)}`,
        (word: string) => `synchronous_standby_names = ${conf(word)}`,
        (word: string) => `ssl_min_protocol_version = ${conf(word)}`,
        (word: string) => `work_mem = ${conf(word)}`,
        (word: string) => `primary_conninfo = ${conf(`host=${word} sslrootcert=${word} ${word}=x`)}`,
        (word: string) => `${word} = 1`,
        (word: string) => `# pgssl: ${word}=1`,
        (word: string) => `# pgssl-disable-next-line ${word}`,
      ].flatMap((line, at) => words.filter((_, of) => (at + of) % 3 === 0).map(line)),
      ...fileNames.flatMap((name) => [
        `ssl_cert_file = ${conf(`${name.replaceAll("\n", "\\n")}.crt`)}`.replaceAll("\\\\n", "\\n"),
        `ssl_ca_file = ${conf(name.replaceAll("\n", " "))}`,
        `include ${conf(name.replaceAll("\n", " "))}`,
      ]),
      "ssl_ca_file = 'ca.crt'",
    ].join("\n"),
    "pg_hba.conf": words
      .flatMap((word) => [
        `hostssl ${quoted(word)} ${quoted(word)} all cert map=${quoted(word)}`,
        `host ${quoted(`/${word}`)} ${quoted(`+${word}`)} ${quoted(word)} md5`,
        `host all all 10.0.0.0/8 ${quoted(word)} ${quoted(`${word}=${word}`)}`,
        `host all ${quoted(word)} 10.0.0.0/8 ldap ldapserver=${quoted(word)} ldapsuffix=${quoted(word)} ldapurl=${quoted(word)}`,
        `host @${quoted(word)} all 10.0.0.0/8 trust`,
        `${quoted(word)} ${word}`,
        `include ${quoted(word)}`,
      ])
      .join("\n"),
    "pg_ident.conf": words
      .flatMap((word) => [
        `${quoted(word)} ${quoted(word)} ${quoted(word)}`,
        `${quoted(word)} ${quoted(`/${word}`)} ${quoted(`${word}\\1`)}`,
      ])
      .join("\n"),
    "pg_hosts.conf": words
      .map(
        (word, at) =>
          `${quoted(word)} ${quoted(`${fileNames[at]?.replaceAll("\n", " ")}.crt`)} ${quoted(word)}`,
      )
      .join("\n"),
    "pg_service.conf": words
      .map((word) => `[${word}]\nhost=${word}\nsslmode=${word}\n${word}=${word}\n`)
      .join(""),
    ".pgpass": words.map((word) => `${word}:${word}:${word}:${word}:x\n`).join(""),
    "cluster.yaml": [
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n    parameters:",
      ...words.map((word) => `      ${yaml(word)}: ${yaml(word)}`),
      "    pg_hba:",
      ...words.map(
        (word) => `      - ${yaml(`host ${quoted(word)} ${quoted(word)} 10.0.0.0/8 ${quoted(word)}`)}`,
      ),
    ].join("\n"),
    "ca.crt": certificate,
    ...Object.fromEntries(
      fileNames.flatMap((name) => [
        [`${name}.crt`, certificate],
        [`${name.replaceAll("\n", " ")}.crt`, certificate],
        [name.replaceAll("\n", " "), certificate],
      ]),
    ),
  };
}

const everywhere = ["diagnostics", "actions", "hover", "completion", "documentation"] as const;

/** The language of each file, and the sinks that show something of it. */
const shown: Readonly<Record<string, readonly [language: string, sinks: readonly string[]]>> = {
  "postgresql.conf": ["postgresql-conf", [...everywhere, "symbols", "inlay hints"]],
  "pg_hba.conf": ["pg-hba", [...everywhere, "symbols"]],
  "pg_ident.conf": ["pg-ident", [...everywhere, "symbols"]],
  "pg_hosts.conf": ["pg-hosts", [...everywhere, "symbols"]],
  "pg_service.conf": ["pg-service", ["diagnostics", "hover", "completion", "documentation", "symbols"]],
  ".pgpass": ["pgpass", ["diagnostics", "hover"]],
  "cluster.yaml": ["yaml", everywhere],
};

let folder: string;
let client: LspClient;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).toString();
const made = files();

beforeAll(async () => {
  folder = join(
    mkdtempSync(join(tmpdir(), "pgssl-hostile-")),
    "[x](command:y) $(key)\n::error::x\u202e\u009b31m",
  );
  mkdirSync(folder);
  for (const [name, text] of Object.entries(made)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  client = await startLspClient([join(projectRoot, "dist/server.cjs"), "--stdio"], {
    folders: [pathToFileURL(folder).toString()],
    initializationOptions: { trusted: true, settings: {}, opensPages: true, opensCompletion: true },
    capabilities: {
      textDocument: {
        ...plainCapabilities.textDocument,
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
      },
    },
  });
});

afterAll(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(join(folder, ".."), { recursive: true });
});

/** What an answer holds that is no text for people: addresses, edits of documents, and arguments of commands. */
const unseen = new Set([
  ...["uri", "href", "target", "edit", "newText", "filterText", "sortText", "arguments", "command"],
  ...["code", "data", "kind", "diagnostics"],
]);

/** The strings of an answer that people see, each with the name of what holds it. */
function* texts(value: unknown, name = ""): Generator<[name: string, text: string]> {
  if (typeof value === "string") yield [name, value];
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && "data" in value && typeof value.data === "object")
    yield* texts(value.data, "data");
  for (const [key, inner] of Object.entries(value))
    if (!unseen.has(key) || (key === "command" && typeof inner === "object"))
      yield* texts(inner, Array.isArray(value) ? name : key);
}

/** Markdown without what it shows as it is: escaped characters and code. */
function withoutCode(markdown: string): string {
  return markdown.replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
}

/** How many texts an answer shows, each of which makes nothing but text. */
function checked(sink: string, answer: unknown): number {
  let count = 0;
  for (const [name, text] of texts(answer)) {
    count++;
    const isMarkdown = name === "value";
    for (const line of isMarkdown || name === "detail" ? text.split("\n") : [text])
      expect(isClean(line), `${sink}, ${name}: ${JSON.stringify(line)}`).toBe(true);
    if (isMarkdown) {
      expect(withoutCode(text)).not.toMatch(/<|!\[|\$\(/);
      for (const [, target] of withoutCode(text).matchAll(/\]\(([^)]*)\)/g))
        expect(target).toMatch(/^https:\/\//);
    } else if (sink !== "diagnostics") expect(text, `${sink}, ${name}`).not.toMatch(/\]\(|\$\(/); // shown with links and icons
  }
  return count;
}

test.each(Object.entries(shown))(
  "an editor shows hostile words of %s as plain text",
  async (name, [language, sinks]) => {
    const text = made[name] ?? "";
    const textDocument = { uri: uriOf(name) };
    await client.open(textDocument.uri, language, text);
    const counts: Record<string, number> = {};
    const add = (sink: string, answer: unknown) => {
      counts[sink] = (counts[sink] ?? 0) + checked(sink, answer);
    };
    const request = (method: string, more: object = {}): Promise<unknown> =>
      client.connection.sendRequest(method, { textDocument, ...more });
    const lines = text.split("\n");
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const diagnostics = await client.diagnostics(textDocument.uri);
    add("diagnostics", diagnostics);
    add("symbols", await request("textDocument/documentSymbol"));
    add("inlay hints", await request("textDocument/inlayHint", { range }));
    add("links", await request("textDocument/documentLink"));
    add("actions", await request("textDocument/codeAction", { range, context: { diagnostics } }));
    for (const [line, { length }] of lines.entries())
      for (const character of [2, Math.max(length - 4, 0)]) {
        const position = { line, character };
        add("hover", await request("textDocument/hover", { position }));
        if (line % 9 > 0) continue;
        const items = (await request("textDocument/completion", { position })) as CompletionItem[];
        add("completion", items);
        for (const item of items.slice(0, 3))
          add("documentation", await client.connection.sendRequest("completionItem/resolve", item));
        for (const { insertTextFormat, textEdit } of items)
          if (insertTextFormat === InsertTextFormat.Snippet)
            expect(textEdit?.newText).not.toMatch(/(?<!\\)(?:\\\\)*\$\{?[A-Za-z_(]/);
      }
    for (const sink of sinks) expect(counts[sink], sink).toBeGreaterThan(0);
  },
);

test("a lens shows hostile words as plain text", async () => {
  const inner = join(folder, "lenses");
  mkdirSync(inner);
  const saved = "local all all peer\n";
  writeFileSync(join(inner, "pg_hba.conf"), saved);
  const uri = pathToFileURL(join(inner, "pg_hba.conf")).toString();
  await client.open(uri, "pg-hba", saved);
  const names = words.map((word) => quoted(`x${word.replaceAll('"', "")}`)).join();
  await client.change(uri, `${saved}host all ${names} all md5\n`);
  const lenses = await client.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  expect(checked("lenses", lenses)).toBeGreaterThan(0);
  expect(JSON.stringify(lenses)).toContain("CLIPBOARD");
});
