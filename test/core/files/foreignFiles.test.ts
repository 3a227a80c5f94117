import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { everythingShown } from "../../support/everythingShown.ts";
import { type Files, openFiles } from "../../support/openService.ts";

/** A cluster in the workspace whose files lead out of it in every way; words of the files elsewhere begin with `canary`. */
const files: Files = {
  "/work/PG_VERSION": "18\n",
  "/work/postgresql.conf": [
    "ssl = on",
    "include '/elsewhere/more.conf'",
    "include 'linked.conf'",
    "include_dir '/elsewhere/conf.d'",
    "ident_file = '/elsewhere/ident.conf'",
    "ssl_ca_file = '/elsewhere/shadow'",
    "ssl_crl_file = '/elsewhere/label.pem'",
    "cluster_name = 'mine'",
  ].join("\n"),
  "/work/pg_hba.conf": [
    "local all all peer",
    "host @/elsewhere/.env all 10.0.0.0/8 md5",
    "host all @/elsewhere/shadow 10.0.0.0/8 md5",
    "host all all @/elsewhere/shadow md5",
    "host all all 10.0.0.1/32 @/elsewhere/.env",
    "@/elsewhere/.env all all 10.0.0.1/32 md5",
    "host all all 10.0.0.0/8 scram-sha-256 @/elsewhere/shadow",
    "hostssl all all 10.0.0.0/8 cert map=@/elsewhere/shadow",
    "include /elsewhere/hba.conf",
    "include /elsewhere/.pgpass",
    "include_if_exists @/elsewhere/shadow",
    "hostssl all alice 10.0.0.0/8 cert map=people",
  ].join("\n"),
  "/work/linked.conf": {
    text: "canaryname = 'canaryvalue'\nwork_mem = canarynumber\n",
    link: "/elsewhere/linked",
  },
  "/elsewhere/more.conf": [
    "canarysetting = 'canarytext'",
    "CANARY_TOKEN=canarytoken",
    "ssl_cert_file = 'canarycert.crt'",
    "ssl_key_file = 'canarykey.key'",
    "ssl_ciphers = 'canarycipher'",
    "include 'canaryinclude.conf'",
    "cluster_name = 'canarycluster'",
    "work_mem = canarymemory extra canaryextra",
    "ssl_min_protocol_version = canaryprotocol",
    "unix_socket_directories = 'canaryunfinished",
    "# pgssl: canarydirective",
  ].join("\n"),
  "/elsewhere/conf.d/a.conf": "canarypart.canaryother = canarythird\nssl = canaryboolean\n",
  "/elsewhere/ident.conf":
    "canarymap canarysystem canaryrole\ncanarymap /canary(regex canaryrole\npeople canary\n",
  "/elsewhere/shadow": "root:canaryhash:19000\ncanaryuser:!canarylock canarysecond=canarythird\n",
  "/elsewhere/.env": 'CANARYKEY=canaryenvironment\nexport X="canary quoted canaryword"\n',
  "/elsewhere/.pgpass": "canaryhost:5432:*:canaryuser:canarypassword\n",
  "/elsewhere/hba.conf": [
    "host canarydb canaryrole 10.0.0.0/8 canarymethod canaryoption=canaryvalue",
    "host canarydb +canarygroup canary.example.com md5 map=canarymap",
    "hostssl canarydb alice 10.0.0.0/8 cert map=canarymap",
    "host canarydb /canary( 300.0.0.1/8 md5",
    "@/elsewhere/canaryfile canary",
  ].join("\n"),
  "/elsewhere/label.pem": "-----BEGIN CANARY LABEL-----\nMAA=\n-----END CANARY LABEL-----\n",
};
const main = "file:///work/postgresql.conf";
const roots = ["file:///work"];

test("words of files outside of the workspace are nowhere shown", async () => {
  const { service } = openFiles(files, { roots });
  const lines = (await everythingShown(service, main)).split("\n");
  expect(lines.length).toBeGreaterThan(200);
  expect(lines.filter((line) => /canary/i.test(line))).toEqual([]);
});

test("they are shown where all files are the user's", async () => {
  const { service } = openFiles(files);
  const shown = await everythingShown(service, main);
  for (const word of ["canarytext", "canaryhash", "canarydb", "canarycert", "canarymap"])
    expect(shown.toLowerCase()).toContain(word);
});

test("files outside of the workspace are checked all the same", async () => {
  const { findings } = openFiles(files, { roots });
  await findings(main);
  const unknown = (await findings("/elsewhere/hba.conf")).filter(({ rule }) => rule === "hba-method-unknown");
  expect(unknown).toMatchObject([{ line: 0, span: { start: 36, end: 48 }, severity: "error" }]);
});

test("words of the workspace are shown, where it holds the files and where a link leads into it", async () => {
  const { findings } = openFiles(
    {
      "/work/PG_VERSION": "18\n",
      "/work/postgresql.conf": "mysetting = 1\ninclude 'link.conf'\n",
      "/work/link.conf": { text: "other = 1\n", link: "/work/real/target.conf" },
    },
    { roots },
  );
  expect((await findings(main)).map(({ message }) => message).join()).toContain("mysetting");
  expect((await findings("/work/link.conf")).map(({ message }) => message).join()).toContain("other");
});

/** A cluster beside a PgBouncer whose accounts are outside of the workspace, in a file that the cluster may include as well. */
const withAccounts = (accounts: string, conf = ""): Files => ({
  "/work/PG_VERSION": "18\n",
  "/work/postgresql.conf": conf,
  "/work/pg_hba.conf": "host all all all scram-sha-256\nhostssl all bob all cert\n",
  "/work/pgbouncer.ini": "[pgbouncer]\nauth_type = md5\nauth_file = /elsewhere/accounts\n",
  "/elsewhere/accounts": accounts,
});
const ini = "file:///work/pgbouncer.ini";

/** A service on these files in which PgBouncer's is open. */
function openWithAccounts(...of: Parameters<typeof withAccounts>) {
  const files = withAccounts(...of);
  const open = openFiles(files, { roots });
  open.service.open(new SourceDocument(ini, "pgbouncer", 1, String(files["/work/pgbouncer.ini"])));
  return open;
}

test.each([
  [ini, main],
  [main, ini],
  [main, ini, main],
])(
  "accounts that a configuration includes are nowhere shown, read by %s first, then by %s",
  async (...order) => {
    const accounts = "canaryname = 'canaryvalue'\n";
    const { service, findings } = openWithAccounts(accounts, "include '/elsewhere/accounts'\n");
    let shown = "";
    for (const name of order) {
      await findings(name);
      shown = await everythingShown(service, main);
    }
    expect(shown).toContain("/elsewhere/accounts");
    expect(shown).not.toContain("canary");
  },
);

test("names of accounts, which are nowhere shown, hide no word of a message", async () => {
  const messages = async (accounts: string) => {
    const { service, findings } = openWithAccounts(accounts);
    await findings(ini);
    return everythingShown(service, main);
  };
  const shown = await messages("");
  expect(shown).toContain("above matches first");
  expect(await messages('"matches" ""\n"above" ""\n')).toBe(shown);
});

test("a private key of the user's own that is read as configuration is nowhere shown", async () => {
  const key = "-----BEGIN RSA PRIVATE KEY-----\ncanaryname = canaryvalue\n-----END RSA PRIVATE KEY-----\n";
  const { service } = openFiles({
    "/work/PG_VERSION": "18\n",
    "/work/postgresql.conf": "mysetting = 1\ninclude 'server.key'\n",
    "/work/pg_hba.conf": "host all @server.key all md5\ninclude server.key\n",
    "/work/server.key": key,
  });
  const shown = await everythingShown(service, main);
  expect(shown).toContain("mysetting");
  expect(shown).not.toContain("canary");
});

test("a file alone is the user's with the main files beside it, and no others", async () => {
  const cluster = {
    "/work/PG_VERSION": "18\n",
    "/work/postgresql.conf": "mysetting = 1\ninclude '.env'\n",
    "/work/pg_hba.conf": "host all @.env 10.0.0.0/8 md5\nhost all all all nomethod\n",
    "/work/.env": "canarykey = canaryvalue",
  };
  const { service } = openFiles(cluster, { roots: ["file:///work/pg_hba.conf"] });
  const shown = await everythingShown(service, main);
  expect(shown).toContain("mysetting");
  expect(shown).toContain("nomethod");
  expect(shown).not.toContain("canary");
});

test("a server's own files are the user's if their owner owns the configuration too", async () => {
  const auto = (owner: number) => ({
    "/data/PG_VERSION": { text: "18\n", owner: 26 },
    "/data": { kind: "directory" as const, owner: 26 },
    "/data/postgresql.auto.conf": { text: "canarysetting = 1\n", owner },
  });
  const shown = async (mainOwner: number, autoOwner: number) => {
    const conf = { text: "data_directory = '/data'\n", owner: mainOwner };
    const { service } = openFiles({ "/work/postgresql.conf": conf, ...auto(autoOwner) }, { roots });
    return everythingShown(service, main);
  };
  expect(await shown(26, 26)).toContain("canarysetting");
  expect(await shown(1000, 26)).not.toContain("canarysetting");
  expect(await shown(26, 1000)).not.toContain("canarysetting");
});

/** The user that checks a repository owns its files, and those of the home folder. */
const owned = (text: string) => ({ text, owner: 1000 });

test.each<[how: string, chosen: Files]>([
  [
    "a data directory in .pgssl.json",
    {
      "/work/.pgssl.json": owned('{"dataDirectory": "/home/ci", "serviceFile": "/home/ci/pg_service.conf"}'),
    },
  ],
  [
    "path mappings in .pgssl.json",
    {
      "/work/.pgssl.json": owned('{"pathMappings": {"/etc/postgresql": "/home/ci", "/home/ci": "/home/ci"}}'),
    },
  ],
  ["data_directory", { "/work/more.conf": owned("data_directory = '/home/ci'\n") }],
])("a repository has no word of the home folder quoted by %s", async (_how, chosen) => {
  const home = {
    "/home/ci": { kind: "directory" as const, owner: 1000 },
    "/home/ci/PG_VERSION": owned("18\n"),
  };
  const secrets = Object.fromEntries(
    [".env", "secrets.txt", "pgdata/.env"].map((name) => [
      `/home/ci/${name}`,
      owned("canarykey=canaryvalue"),
    ]),
  );
  const records = Object.keys(secrets).flatMap((path) => [
    `host @${path} all 10.0.0.0/8 md5`,
    `host all @${path.replace("/home/ci", "/etc/postgresql")} 10.0.0.0/8 md5`,
    `include ${path}`,
  ]);
  const { service } = openFiles(
    {
      ...{ ...home, ...secrets, "/home/ci/pg_service.conf": owned("[canarysection]\nhost=canaryhost\n") },
      "/work/postgresql.conf": owned(
        "include_if_exists 'more.conf'\ninclude '.env'\ninclude '/etc/postgresql/.env'\n",
      ),
      "/work/pg_hba.conf": owned(`${records.join("\n")}\n`),
      ...chosen,
    },
    { roots },
  );
  service.settings = { roots }; // nothing given that would go before the repository's own
  const shown = await everythingShown(service, main);
  expect(shown).toContain("/home/ci");
  expect(shown).not.toContain("canary");
});

test("in a workspace that is not trusted nothing outside of it is opened, and no certificate or key", async () => {
  const { service, host } = openFiles(files, { roots, trusted: false });
  const opened = new Set<string>();
  for (const name of ["readFile", "readText", "readDirectory"] as const) {
    const original = host[name].bind(host) as (uri: string, limit: number) => Promise<never>;
    host[name] = (uri: string, limit?: number) => {
      opened.add(uri);
      return original(uri, limit ?? 0);
    };
  }
  await everythingShown(service, main);
  await service.viewFile("file:///elsewhere/label.pem");
  await service.viewFile("file:///work/postgresql.conf");
  await service.hoverPem("file:///work/postgresql.conf", 0);
  expect([...opened].filter((uri) => !uri.startsWith("file:///work") || uri.endsWith("linked.conf"))).toEqual(
    [],
  );
  expect(opened).toContain("file:///work/pg_hba.conf");
});

test("a map that files elsewhere name too keeps its name", async () => {
  const { service } = openFiles(
    {
      "/work/PG_VERSION": "18\n",
      "/work/postgresql.conf": "ident_file = '/elsewhere/ident.conf'\n",
      "/work/pg_hba.conf": "hostssl all all all cert map=people\nhostssl all all all cert map=mine\n",
      "/elsewhere/ident.conf": "people a b\n",
    },
    { roots: ["file:///work"] },
  );
  const uri = "file:///work/pg_hba.conf";
  const at = (line: number) => ({ line, character: 31 });
  expect(await service.renamable(uri, at(0))).toBeUndefined();
  expect(await service.rename(uri, at(0), "other")).toEqual([]);
  expect(await service.renamable(uri, at(1))).toMatchObject({ name: "mine" });
});

test("a path that files elsewhere have too stays as it is", async () => {
  const { service } = openFiles(
    {
      "/work/PG_VERSION": "18\n",
      "/work/postgresql.conf": "ssl_cert_file = 'a'\nssl_key_file = 'b'\ninclude '/elsewhere/more.conf'\n",
      "/elsewhere/more.conf": "ssl_ca_file = 'a'\n",
    },
    { roots: ["file:///work"] },
  );
  const uri = "file:///work/postgresql.conf";
  const at = (line: number) => ({ line, character: 17 });
  expect(await service.renamable(uri, at(0))).toBeUndefined();
  expect(await service.rename(uri, at(0), "c")).toEqual([]);
  expect(await service.movedFile(uri, at(0), "c")).toBeUndefined();
  expect(await service.renamable(uri, { line: 1, character: 16 })).toMatchObject({ name: "b" });
});
