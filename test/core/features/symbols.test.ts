import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import type { OutlineSymbol } from "../../../server/src/core/model/outline.ts";
import { openService, type Surroundings } from "../../support/openService.ts";

/** The outline, each entry as `kind name | detail @first line-last line [selected text]`, those beneath one indented. */
async function check(text: string, language: Language, expected: string[], more: Surroundings = {}) {
  const { service, uri } = openService(`|${text}`, { language, ...more });
  const lines = text.split(/(?<=\n)/);
  const describe = (symbols: readonly OutlineSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, detail, kind, line, lastLine, span, children = [] }) => [
      `${indent}${kind} ${name}${detail ? ` | ${detail}` : ""} @${line}-${lastLine} [${lines.slice(line).join("").slice(span.start, span.end)}]`,
      ...describe(children, `${indent}  `),
    ]);
  expect(describe((await service.symbols(uri)) ?? [], "")).toEqual(expected);
}

test("pg_hba.conf: records beneath the connection type that they share with their neighbours", async () => {
  await check(
    [
      "# TYPE",
      'hostssl all  "alice",bob   10.0.0.0/8 cert map=m clientcert=verify-full # x',
      "local  a, b  all peer",
      "host all all 10.0.0.0 255.0.0.0 scram-sha-256 x=y",
      "host all @users 0.0.0.0/0 trust",
      "include_dir hba.d",
      "hostssl all \\",
      "  all",
      "",
    ].join("\n"),
    "pg-hba",
    [
      'rule hostssl all "alice",bob 10.0.0.0/8 cert | map=m clientcert=verify-full @1-1 [hostssl all  "alice",bob   10.0.0.0/8 cert]',
      "rule local a,b all peer @2-2 [local  a, b  all peer]",
      "section host | 2 records @3-4 [host all all 10.0.0.0 255.0.0.0 scram-sha-256]",
      "  rule host all all 10.0.0.0 255.0.0.0 scram-sha-256 | x=y @3-3 [host all all 10.0.0.0 255.0.0.0 scram-sha-256]",
      "  rule host all @users 0.0.0.0/0 trust @4-4 [host all @users 0.0.0.0/0 trust]",
      "include include_dir hba.d @5-5 [hba.d]",
      "rule hostssl all all @6-7 [hostssl all \\\n  all]",
    ],
  );
});

test("pg_ident.conf: lines beneath their maps", async () => {
  await check("m  a   b\nn /^(.*)@x$ \\1\nm c\ninclude x\n", "pg-ident", [
    "map m @0-2 [m  a   b]",
    "  mapping a → b @0-0 [m  a   b]",
    "  mapping c → ? @2-2 [m c]",
    "map n @1-1 [n /^(.*)@x$ \\1]",
    "  mapping /^(.*)@x$ → \\1 @1-1 [n /^(.*)@x$ \\1]",
    "include include x @3-3 [x]",
  ]);
});

test("postgresql.conf: settings and includes", async () => {
  await check("#port = 1\nssl = on\nSSL_ca_file 'a''b' # x\nssl_x\ninclude 'a.conf'\n", "postgresql-conf", [
    "setting ssl | on @1-1 [ssl]",
    "setting SSL_ca_file | a'b @2-2 [SSL_ca_file]",
    "include include a.conf @4-4 ['a.conf']",
  ]);
});

test("pg_hosts.conf: hosts by their names", async () => {
  const text = "a.example, b.example a.crt a.key\n* x.crt\n@names c.crt c.key\n/no_sni/\n";
  await check(
    text,
    "pg-hosts",
    [
      "host a.example,b.example | a.crt @0-0 [a.example, b.example]",
      "host * | x.crt @1-1 [*]",
      "host @names | c.crt @2-2 [@names]",
      "host /no_sni/ @3-3 [/no_sni/]",
    ],
    { version: 19 },
  );
});

test("of very long files only the first part is shown, and that there is more", async () => {
  const text = `|${"#\nlocal all all trust\n".repeat(5001)}`;
  const { service, uri } = openService(text);
  const found = (await service.symbols(uri)) ?? [];
  expect(found).toHaveLength(2);
  expect(found[0]?.children).toHaveLength(5000);
  expect(found[0]?.children?.at(-1)).toMatchObject({ kind: "rule", line: 9999 });
  expect(found[1]).toMatchObject({ name: "… 2 more lines", line: 10_001, lastLine: 10_002 });
});
