import { describe, expect, test } from "vitest";
import { checkDefinition, checkReferences, checkRename, openMarked } from "../../support/navigation.ts";

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
    const { service, uri } = openMarked(separated);
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
    const { service, uri } = openMarked({
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
    const { service, uri, position } = openMarked({ "pg_hba.conf": text });
    expect(await service.renamable(uri, position)).toBeUndefined();
    expect(await service.references(uri, position)).toEqual([]);
    expect(await service.definition(uri, position)).toEqual([]);
    expect(await service.rename(uri, position, "x")).toEqual([]);
  });
});

test("a directive of pg_ident.conf is no map", async () => {
  const { service, uri, position } = openMarked({ "pg_ident.conf": "inc|lude x\ninclude a b\n" });
  expect(await service.renamable(uri, position)).toBeUndefined();
  expect((await service.renamable(uri, { line: 1, character: 0 }))?.name).toBe("include");
  expect(await service.references(uri, { line: 1, character: 0 })).toHaveLength(1);
});
