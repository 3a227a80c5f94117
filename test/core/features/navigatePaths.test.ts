import { describe, expect, test } from "vitest";
import { checkDefinition, checkReferences, checkRename, openMarked } from "../../support/navigation.ts";

const conf = { "postgresql.conf": "ssl = on\n", PG_VERSION: "18\n" };

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
    const { service, uri } = openMarked({
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
    const { service, uri } = openMarked(named);
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
    const { service, uri, position } = openMarked({ "postgresql.conf": text });
    expect(await service.renamable(uri, position)).toBeUndefined();
    expect(await service.rename(uri, position, "x")).toEqual([]);
    expect(await service.movedFile(uri, position, "x")).toBeUndefined();
  });
});
