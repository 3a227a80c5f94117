import { describe, expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import { type Files, openFiles, takeMark } from "../../support/openService.ts";

/** A pgbouncer.ini with `|` where the pointer is, and other files. */
function openIni(marked: string, files: Files = {}) {
  const { text, position } = marked.includes("|")
    ? takeMark(marked)
    : { text: marked, position: { line: 0, character: 0 } };
  const { service } = openFiles({ "pgbouncer.ini": text, ...files });
  const uri = "file:///data/pgbouncer.ini";
  service.open(new SourceDocument(uri, "pgbouncer", 1, text));
  return { service, uri, position, text };
}

describe("hover", () => {
  test.each([
    ["[pgbouncer]\nclient_tls_ssl|mode = require\n", "verify-full"],
    ["[pgbouncer]\nclient_tls_sslmode = verify|-full\n", "No name is compared"],
    ["[pgbouncer]\nserver_tls_sslmode = req|uire\n", "certificate not verified"],
    ["[data|bases]\n", "Every|The databases"],
    ["[databases]\nshop = ho|st=db\n", "compares this name"],
    ["# pgssl: pgbouncer=1.18\n[pgbouncer]\nserver_tls_ssl|mode = x\n", "Default: `disable`"],
  ])("%j shows %j", async (marked, words) => {
    const { service, uri, position } = openIni(marked);
    expect((await service.hover(uri, position))?.markdown).toMatch(new RegExp(words));
  });

  test("never shows a password", async () => {
    const { service, uri, position } = openIni("[databases]\nshop = host=db password=geh|eim\n[pgbouncer]\n");
    expect((await service.hover(uri, position))?.markdown).toContain("password");
    const shown = [
      await service.hover(uri, position),
      await service.diagnose(uri),
      await service.symbols(uri),
      await service.complete(uri, position),
    ];
    expect(JSON.stringify(shown)).not.toContain("geheim");
  });

  test("shows the users of a file by their number alone", async () => {
    const { service, uri, position } = openIni("[pgbouncer]\nauth_file = /data/user|list.txt\n", {
      "userlist.txt": '"alice" "geheim"\n',
    });
    const markdown = (await service.hover(uri, position))?.markdown ?? "";
    expect(markdown).toContain("1 users");
    expect(markdown).not.toMatch(/alice|geheim/);
  });
});

test.each([
  [`listen_port = \${PORT}`, []],
  ["listen_port = {{ port }}", []],
  [`; listen_port = \${PORT}`, ["pgbouncer-setting-unknown"]],
  ["# listen_port = {{ port }}", ["pgbouncer-setting-unknown"]],
  ["listen_port = 6432", ["pgbouncer-setting-unknown"]],
])("a configuration with the line %s", async (line, expected) => {
  const { service, uri } = openIni(`[pgbouncer]\n${line}\nnosuchsetting = 1\n`);
  const found = (await service.diagnose(uri)) ?? [];
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});

describe("completion", () => {
  test.each([
    ["[|\n", "databases"],
    ["[pgbouncer]\nclient_tls_|\n", "client_tls_sslmode"],
    ["[pgbouncer]\nclient_tls_sslmode = |\n", "verify-full"],
    ["[pgbouncer]\nclient_tls_protocols = tlsv1.2,|\n", "tlsv1.3"],
    ["[databases]\nshop = host=db |\n", "pool_mode"],
    ["[databases]\nshop = pool_mode=|\n", "transaction"],
  ])("%j proposes %s", async (marked, label) => {
    const { service, uri, position } = openIni(marked);
    const list = await service.complete(uri, position);
    const item = list?.items.find((one) => one.label === label);
    expect(item).toBeDefined();
    if (item?.documentationKey) expect(service.documentationOf(item.documentationKey)).toBeTruthy();
  });

  test("knows the release", async () => {
    const { service, uri, position } = openIni("# pgssl: pgbouncer=1.18\n[pgbouncer]\nauth_|\n");
    const labels = (await service.complete(uri, position))?.items.map(({ label }) => label);
    expect(labels).toContain("auth_hba_file");
    expect(labels).not.toContain("auth_ident_file");
  });
});

test("outline, folding, links and words", async () => {
  const { service, uri } = openIni(
    "[databases]\nshop = host=db\n[pgbouncer]\nauth_file = /data/users.txt\n",
    {
      "users.txt": "",
    },
  );
  expect(await service.symbols(uri)).toMatchObject([
    { name: "databases", lastLine: 1, children: [{ name: "shop", detail: "db" }] },
    { name: "pgbouncer", children: [{ name: "auth_file" }] },
  ]);
  expect(await service.foldingRanges(uri)).toHaveLength(2);
  expect(await service.links(uri)).toEqual([
    { line: 3, span: { start: 12, end: 27 }, target: "file:///data/users.txt" },
  ]);
  expect((await service.semanticTokens(uri))?.map(({ type }) => type)).toEqual([
    "keyword",
    "database",
    "option",
    "host",
    "keyword",
    "setting",
    "path",
  ]);
});

test("formatting sets blanks that mean nothing", async () => {
  const { service, uri, text } = openIni("[pgbouncer]\n  auth_type=md5  \nlisten_addr\t=  *\n; x=y\nuser=\n");
  const edits = await service.format(uri);
  const plain = (edits ?? []).map(({ place: { line, span }, newText }) => ({ line, span, newText }));
  const lines = splitLines(text);
  for (const { line, span, newText } of [...plain].reverse())
    lines[line] = `${lines[line]?.slice(0, span.start)}${newText}${lines[line]?.slice(span.end)}`;
  expect(lines.join("")).toBe("[pgbouncer]\nauth_type = md5\nlisten_addr = *\n; x=y\nuser =\n");
});

describe("records", () => {
  const ini = "[pgbouncer]\nauth_type = hba\nauth_hba_file = /data/pg_hba.conf\n";
  const rulesOf = async (files: Files) => {
    const { service } = openFiles(files);
    return (await service.diagnose("file:///data/pg_hba.conf"))?.map(({ rule }) => rule);
  };

  test("are read in PgBouncer's dialect where a pgbouncer.ini names them", async () => {
    const hba = "hostssl all +staff all cert clientcert=verify-full\n";
    expect(await rulesOf({ "pgbouncer.ini": ini, "pg_hba.conf": hba })).toEqual([
      "pgbouncer-hba-line-ignored",
    ]);
    expect(await rulesOf({ "pg_hba.conf": hba })).not.toContain("pgbouncer-hba-line-ignored");
  });

  test("are read in both dialects where the server reads them too", async () => {
    const hba = "hostssl all +staff all nonsense\n";
    const found = await rulesOf({
      "pgbouncer.ini": ini,
      "pg_hba.conf": hba,
      "postgresql.conf": "",
      PG_VERSION: "18\n",
    });
    expect(found).toEqual(expect.arrayContaining(["hba-method-unknown", "pgbouncer-hba-line-ignored"]));
  });

  test("a comment silences a rule", async () => {
    const hba = "# pgssl-disable-next-line pgbouncer-hba-line-ignored\nhost all +a all md5\n";
    expect(await rulesOf({ "pgbouncer.ini": ini, "pg_hba.conf": hba })).toEqual([]);
  });
});

test("a file that pgbouncer.ini includes is checked as its part", async () => {
  const { service } = openFiles({
    "pgbouncer.ini": "[pgbouncer]\n[databases]\n%include /data/pgbouncer/shop.ini\n",
  });
  const uri = "file:///data/pgbouncer/shop.ini";
  const part = openFiles({
    "pgbouncer.ini": "[pgbouncer]\n[databases]\n%include /data/pgbouncer/shop.ini\n",
    "pgbouncer/shop.ini": "shop = host=db sslmode=require\n",
  });
  part.service.open(new SourceDocument(uri, "pgbouncer", 1, "shop = host=db sslmode=require\n"));
  expect((await part.service.diagnose(uri))?.map(({ rule }) => rule)).toEqual(["pgbouncer-setting-unknown"]);
  expect(await service.diagnose(uri)).toBeUndefined();
});

describe("a client of PgBouncer", () => {
  const trust =
    "[databases]\nshop = host=db\n[pgbouncer]\nlisten_addr = *\nauth_type = trust\n[users]\nalice = pool_mode=session\n";
  test.each<[settings: string, admitted: boolean | undefined, reason: string]>([
    [trust, undefined, "To PgBouncer: Nothing else is required. To the server: Not encrypted"],
    [trust.replace("listen_addr = *", ""), false, "listens on the Unix socket only"],
    [trust.replace("alice", "bob"), false, "knows no user alice"],
    [trust.replace("shop", "other"), false, "neither a line for shop nor one for *"],
    [
      trust.replace("[users]", "client_tls_sslmode = x\n[users]"),
      undefined,
      "does not start with these files",
    ],
    [trust.replace("trust", "hba"), false, "There is no file of records"],
  ])("%j: %s", async (settings, admitted, reason) => {
    const { service, uri } = openIni(`# pgssl: pgbouncer=1.18\n${settings}`);
    const client = { type: "plain", user: "alice", database: "shop", address: "10.0.0.1" } as const;
    const found = await service.explain(uri, client);
    expect(found?.admitted).toBe(admitted);
    expect(found?.reason).toContain(reason);
  });
});

describe("in PgBouncer's records", () => {
  const ini = "# pgssl: pgbouncer=1.18\n[pgbouncer]\nauth_type = hba\nauth_hba_file = /data/hba.conf\n";
  const openRecords = (marked: string) => {
    const { text, position } = takeMark(marked);
    const { service, edit } = openFiles({ "pgbouncer.ini": ini });
    const { uri } = edit("hba.conf", text, "pg-hba");
    return { service, uri, position };
  };

  test.each([
    ["host|ssl all all 10.0.0.0/8 cert\n", "with TLS"],
    ["host a, sameu|ser all 10.0.0.0/8 cert\n", "user's own name"],
    ["host all al|l 10.0.0.0/8 cert\n", "All users"],
    ["host all @na|mes 10.0.0.0/8 cert\n", "names of a file"],
    ["host all all 10.0.0.0 255.0.0.0 ce|rt\n", "DNS name"],
    ["local all all pe|er\n", "Unix socket only"],
    ["host all all 10.0.0.0/8 ld|ap\n", undefined],
    ["host all all 10.0|.0.0/8 md5\n", undefined],
  ])("a hover on %j says %j", async (marked, words) => {
    const { service, uri, position } = openRecords(marked);
    const hover = await service.hover(uri, position);
    if (words === undefined) expect(hover).toBeUndefined();
    else expect(hover?.markdown).toContain(words);
  });

  test.each([
    ["|\n", "local host hostssl hostnossl"],
    ["host |\n", "all sameuser @"],
    ["host a,| x\n", "all sameuser @"],
    ["host a,b a|\n", "all @"],
    ["host all all |\n", "0.0.0.0/0 ::/0 127.0.0.1/32 ::1/128"],
    ["local all all |\n", "scram-sha-256 md5 cert peer password trust reject"],
    ["host all all 10.0.0.0 255.0.0.0 t|\n", "scram-sha-256 md5 cert peer password trust reject"],
    ["host all all 10.0.0.0/8 md5 |\n", ""],
    ["# |\n", undefined],
  ])("%j is completed by %j", async (marked, labels) => {
    const { service, uri, position } = openRecords(marked);
    const list = await service.complete(uri, position);
    expect(list?.items.map(({ label }) => label).join(" ")).toBe(labels);
    const [first] = list?.items ?? [];
    if (first) expect(service.documentationOf(first.documentationKey ?? "")).toBeTruthy();
  });
});
