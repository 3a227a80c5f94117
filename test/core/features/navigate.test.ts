import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import type { Place } from "../../../server/src/core/model/span.ts";
import { openCluster, takeMark } from "../../support/openService.ts";

/** Files by path below `/data`, one of them with a cursor `|` in it, which is open. */
type Files = Readonly<Record<string, string>>;

function open(marked: Files) {
  const [name = "", text = ""] = Object.entries(marked).find(([, text]) => text.includes("|")) ?? [];
  const { position, text: content } = takeMark(text);
  const files: Files = { ...marked, [name]: content };
  const { service, edit } = openCluster(files);
  const { uri } = edit(name, content);
  return { service, uri, position, files };
}

/** A place as `file:line:text`. */
const describeAt =
  (files: Files) =>
  (place: Place | { readonly uri: string }): string => {
    const path = decodeURIComponent(place.uri.replace("file://", ""));
    const name = path.replace("/data/", "");
    if (!("span" in place)) return name;
    const text = (files[name] ?? "").split("\n").slice(place.line).join("\n");
    return `${name}:${place.line}:${text.slice(place.span.start, place.span.end)}`;
  };

async function checkDefinition(marked: Files, expected: string[]): Promise<void> {
  const { service, uri, position, files } = open(marked);
  expect((await service.definition(uri, position))?.map(describeAt(files))).toEqual(expected);
}

async function checkReferences(marked: Files, expected: string[]): Promise<void> {
  const { service, uri, position, files } = open(marked);
  const found = await service.references(uri, position);
  expect(found?.map((each) => describeAt(files)(each) + (each.isDefinition ? "!" : ""))).toEqual(expected);
}

/** The files as they are after the edits; `undefined` where the name is refused. */
async function checkRename(marked: Files, newName: string, expected: Files | undefined): Promise<void> {
  const { service, uri, position, files } = open(marked);
  const edits = await service.rename(uri, position, newName);
  if (!edits) return expect(expected).toBeUndefined();
  const after = [...new Set(edits.map(({ place }) => place.uri))].map((changed) => {
    const name = changed.replace("file:///data/", "");
    const own = edits.filter(({ place }) => place.uri === changed);
    return [name, applyEdits(splitLines(files[name] ?? ""), own)];
  });
  expect(Object.fromEntries(after)).toEqual(expected);
}

const conf = { "postgresql.conf": "ssl = on\n", PG_VERSION: "18\n" };

describe("maps", () => {
  const hba = [
    "hostssl a all all cert map=sta|ff",
    "hostssl b all all cert map=other",
    'hostssl c all all peer "map=staff" x=staff',
    "local staff staff peer map=staff",
    "hostssl d all all cert clientcert=verify-full \\",
    '  map="staff"',
    "include more.conf",
    "",
  ].join("\n");
  const ident = '# staff\nstaff a b\nSTAFF staff staff\nother a b\n"staff" \\\n c d\n@staff x y\n';
  const files = {
    ...conf,
    "pg_hba.conf": hba,
    "pg_ident.conf": ident,
    "more.conf": "host all all all ident map=staff\n",
  };

  test("lead to the lines that make them", async () => {
    await checkDefinition(files, ["pg_ident.conf:1:staff", "pg_ident.conf:4:staff"]);
    const atDefinition = { ...files, "pg_hba.conf": hba.replace("|", ""), "pg_ident.conf": "|staff a b\n" };
    await checkDefinition(atDefinition, ["pg_ident.conf:0:staff"]);
  });

  test("are found wherever they are named", async () => {
    const all = [
      "pg_hba.conf:0:staff",
      "pg_hba.conf:2:staff",
      "pg_hba.conf:3:staff",
      "pg_hba.conf:4:staff",
      "more.conf:0:staff",
      "pg_ident.conf:1:staff!",
      "pg_ident.conf:4:staff!",
    ];
    await checkReferences(files, all);
    const fromIdent = {
      ...files,
      "pg_hba.conf": hba.replace("|", ""),
      "pg_ident.conf": ident.replace("staff a", "staff| a"),
    };
    await checkReferences(fromIdent, all);
  });

  test("of two lone files too", async () => {
    const lone = { "pg_hba.conf": "local all all peer map=m\n", "pg_ident.conf": "|m a b\n" };
    await checkReferences(lone, ["pg_hba.conf:0:m", "pg_ident.conf:0:m!"]);
    await checkReferences({ "pg_ident.conf": "|m a b\n" }, ["pg_ident.conf:0:m!"]);
  });

  test("are found where marks part their letters", async () => {
    const separated = {
      "pg_hba.conf": 'local all all peer map=st|aff\nlocal a a peer map=s"taf"f\n',
      "pg_ident.conf": 'st"aff" a b\n',
    };
    const { service, uri } = open(separated);
    const found = (await service.references(uri, { line: 0, character: 25 })) ?? [];
    expect(found.map(({ uri, line }) => `${uri.replace(/.*\//, "")}:${line}`)).toEqual([
      "pg_hba.conf:0",
      "pg_hba.conf:1",
      "pg_ident.conf:0",
    ]);
  });

  test("take another name in all files", async () => {
    await checkRename(files, "crew", {
      "pg_hba.conf": hba
        .replace("|", "")
        .replaceAll("map=staff", "map=crew")
        .replace('map="staff"', "map=crew"),
      "more.conf": "host all all all ident map=crew\n",
      "pg_ident.conf": ident.replace("\nstaff", "\ncrew").replace('"staff"', '"crew"'),
    });
  });

  test.each([
    ["the crew", '"map=the crew"', '"the crew"'],
    ['a"b', '"map=a""b"', '"a""b"'],
    ["a,b", '"map=a,b"', '"a,b"'],
    ["a#b", '"map=a#b"', '"a#b"'],
    ["@a", "map=@a", '"@a"'],
    ["a\\", '"map=a\\"', '"a\\"'],
    ["ü", "map=ü", "ü"],
  ])("%s is written so that the server reads it", async (name, use, definition) => {
    const before = { "pg_hba.conf": "local all all peer map=m|\n", "pg_ident.conf": "m a b\n" };
    await checkRename(before, name, {
      "pg_hba.conf": `local all all peer ${use}\n`,
      "pg_ident.conf": `${definition} a b\n`,
    });
    const { service, uri } = open({
      "pg_hba.conf": `local all all peer ${use}|\n`,
      "pg_ident.conf": `${definition} a b\n`,
    });
    expect((await service.renamable(uri, { line: 0, character: 25 }))?.name).toBe(name);
    expect(await service.references(uri, { line: 0, character: 25 })).toHaveLength(2);
  });

  test.each(["", "a\nb", "a\rb", "a\0"])("%j is no name", async (name) => {
    await checkRename({ "pg_hba.conf": "local all all peer map=m|\n" }, name, undefined);
  });

  test.each([
    "local all all peer ma|p=m\n",
    "local all all pe|er map=m\n",
    "local all all peer map=m # map=|m\n",
    "local all all peer mapping=|m\n",
    "local map=|m all peer\n",
    "|\n",
  ])("%j: nothing else is one", async (text) => {
    const { service, uri, position } = open({ "pg_hba.conf": text });
    expect(await service.renamable(uri, position)).toBeUndefined();
    expect(await service.references(uri, position)).toEqual([]);
    expect(await service.definition(uri, position)).toEqual([]);
    expect(await service.rename(uri, position, "x")).toEqual([]);
  });
});

test("a directive of pg_ident.conf is no map", async () => {
  const { service, uri, position } = open({ "pg_ident.conf": "inc|lude x\ninclude a b\n" });
  expect(await service.renamable(uri, position)).toBeUndefined();
  expect((await service.renamable(uri, { line: 1, character: 0 }))?.name).toBe("include");
  expect(await service.references(uri, { line: 1, character: 0 })).toHaveLength(1);
});

describe("paths", () => {
  test("lead to files that exist here", async () => {
    await checkDefinition({ ...conf, "pg_hba.conf": "host all @us|ers all trust\n", users: "a" }, ["users"]);
    await checkDefinition({ ...conf, "pg_hba.conf": "host all @us|ers all trust\n" }, []);
    await checkDefinition({ "postgresql.conf": "ssl_cert_file = '|a b.crt'\n", "a b.crt": "" }, ["a b.crt"]);
    await checkDefinition({ "postgresql.conf": "ssl_cert_file = '|d'\n", "d/x.conf": "" }, []);
    await checkDefinition({ "postgresql.conf": "ssl_crl_dir = 'crl|'\n", "crl/a": "" }, []);
  });

  test("of folders lead to the files that are included", async () => {
    const folder = { "d/b.conf": "", "d/a c.conf": "", "d/.x.conf": "", "d/n": "", "d/e/f.conf": "" };
    await checkDefinition({ "postgresql.conf": "include_dir = 'd|'\n", ...folder }, [
      "d/a c.conf",
      "d/b.conf",
    ]);
  });

  test("are found wherever they are named", async () => {
    const files = {
      PG_VERSION: "19\n",
      "postgresql.conf":
        "ssl_cert_file = 'a.crt'\nssl_ca_file = '/data/a.crt|'\nport = 1\ninclude 'x.conf'\n",
      "x.conf": "ssl_crl_file = 'a.crt'\n",
      "pg_hosts.conf": "h a.crt a.key\n",
      "a.crt": "",
    };
    await checkReferences(files, [
      "postgresql.conf:0:a.crt",
      "postgresql.conf:1:/data/a.crt",
      "x.conf:0:a.crt",
      "pg_hosts.conf:0:a.crt",
    ]);
  });

  const named = {
    PG_VERSION: "19\n",
    "postgresql.conf":
      "ssl_cert_file = 'tls/a|.crt' # ours\nssl_ca_file = '/data/tls/a.crt'\ninclude 'more/x.conf'\n",
    "more/x.conf": "ssl_crl_file = './tls/a.crt'\nport = 1\n",
    "pg_hosts.conf": 'h tls/a.crt a.key\ni "tls/a.crt" a.key\n',
    "tls/a.crt": "",
    "tls/used.crt": "",
  };
  const absolute = (name: string) => ({
    ...named,
    "postgresql.conf": named["postgresql.conf"].replace("|", "").replace("/data/tls/a", "/data/tls/|a"),
    [name]: "",
  });

  test.each([
    ["tls/b.crt", "'tls/b.crt'", "'/data/tls/b.crt'", "tls/b.crt", '"tls/b.crt"'],
    ["it's b.crt", "'it''s b.crt'", "'/data/it''s b.crt'", '"it\'s b.crt"', '"it\'s b.crt"'],
    ["#1.crt", "'#1.crt'", "'/data/#1.crt'", '"#1.crt"', '"#1.crt"'],
    ["/etc/b.crt", "'/etc/b.crt'", "'/etc/b.crt'", "/etc/b.crt", '"/etc/b.crt"'],
  ])(
    "%s is written wherever the file is named, as each place needs it",
    async (path, conf, ca, plain, quoted) => {
      await checkRename(named, path, {
        "postgresql.conf": `ssl_cert_file = ${conf} # ours\nssl_ca_file = ${ca}\ninclude 'more/x.conf'\n`,
        "more/x.conf": `ssl_crl_file = ${conf}\nport = 1\n`,
        "pg_hosts.conf": `h ${plain} a.key\ni ${quoted} a.key\n`,
      });
    },
  );

  test("stay relative where the one that is renamed is not", async () => {
    const changed = (conf: string, all: string) => ({
      "postgresql.conf": `ssl_cert_file = '${all}' # ours\nssl_ca_file = '${conf}'\ninclude 'more/x.conf'\n`,
      "more/x.conf": `ssl_crl_file = '${conf}'\nport = 1\n`,
      "pg_hosts.conf": `h ${all} a.key\ni "${all}" a.key\n`,
    });
    await checkRename(absolute("x"), "/data/b.crt", changed("/data/b.crt", "b.crt"));
    await checkRename(absolute("x"), "/etc/b.crt", changed("/etc/b.crt", "/etc/b.crt"));
  });

  test("that are written without quotes get them", async () => {
    await checkRename({ "postgresql.conf": "ssl_key_file = tls/|a.key\n" }, "new.key", {
      "postgresql.conf": "ssl_key_file = 'new.key'\n",
    });
  });

  test("of included files are written from the folder of each file", async () => {
    await checkRename(
      {
        ...conf,
        "postgresql.conf": "include 'more/a|.conf'\ninclude_if_exists 'more/b.conf'\n",
        "more/a.conf": "port = 1\n",
        "more/b.conf": "include 'a.conf' # ours\n",
      },
      "other/a b.conf",
      {
        "postgresql.conf": "include 'other/a b.conf'\ninclude_if_exists 'more/b.conf'\n",
        "more/b.conf": "include '../other/a b.conf' # ours\n",
      },
    );
    await checkRename(
      {
        ...conf,
        "pg_hba.conf":
          'host @use|rs bob all trust\nhost all "@users",@users all trust\ninclude "more.conf"\n',
        "more.conf": "local @users all peer\n",
        users: "a\n",
      },
      "my users",
      {
        "pg_hba.conf":
          'host @"my users" bob all trust\nhost all "@users",@"my users" all trust\ninclude "more.conf"\n',
        "more.conf": 'local @"my users" all peer\n',
      },
    );
    await checkRename({ ...conf, "pg_hba.conf": 'include "mo|re.conf"\n', "more.conf": "" }, "new.conf", {
      "pg_hba.conf": 'include "new.conf"\n',
    });
  });

  test("of an included file take it along, unless its own paths would lead elsewhere", async () => {
    const { service, uri } = open({
      ...conf,
      "postgresql.conf": "include 'more/|a.conf'\ninclude 'more/b.conf'\n",
      "more/a.conf": "port = 1\n",
      "more/b.conf": "include 'a.conf'\n",
    });
    const move = (line: number, path: string) => service.movedFile(uri, { line, character: 12 }, path);
    expect(await move(0, "c.conf")).toEqual({ from: "file:///data/more/a.conf", to: "file:///data/c.conf" });
    expect((await move(1, "more/c.conf"))?.to).toBe("file:///data/more/c.conf");
    expect(await move(1, "c.conf")).toBeUndefined();
  });

  test("take the file with them unless something is in its way", async () => {
    const { service, uri } = open(named);
    const move = (path: string, line = 0) => service.movedFile(uri, { line, character: 20 }, path);
    const from = "file:///data/tls/a.crt";
    expect(await move("tls/b c.crt")).toEqual({ from, to: "file:///data/tls/b%20c.crt" });
    for (const path of ["tls/used.crt", "tls/a.crt", "./tls/a.crt", "tls"])
      expect(await move(path)).toBeUndefined();
    expect(await move("b", 2)).toEqual({ from: "file:///data/more/x.conf", to: "file:///data/b" });
  });

  test.each([
    "include_dir 'x|.d'\n",
    "ssl_crl_dir = 'cr|l'\n",
    "hba_file = 'h|ba'\n",
    "port = '1|2'\n",
    "ssl_cert_file = '|'\n",
    "ssl_cert|_file = 'a'\n",
  ])("%j is none that gets another name", async (text) => {
    const { service, uri, position } = open({ "postgresql.conf": text });
    expect(await service.renamable(uri, position)).toBeUndefined();
    expect(await service.rename(uri, position, "x")).toEqual([]);
    expect(await service.movedFile(uri, position, "x")).toBeUndefined();
  });
});
