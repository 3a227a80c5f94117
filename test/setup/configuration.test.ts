import { lstat, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { applyConfiguration } from "../../server/src/setup/applyConfiguration.ts";
import { proposeConfiguration } from "../../server/src/setup/configuration/propose.ts";
import { nothingWanted, type WantedConfiguration } from "../../server/src/setup/configuration/wanted.ts";
import { readTarget } from "../../server/src/setup/context.ts";
import { findSurroundings } from "../../server/src/setup/surroundings.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { setupContext } from "../support/setUp.ts";

type Texts = Readonly<Record<string, string>>;

interface Case {
  readonly name: string;
  readonly version?: number;
  readonly wanted: (folder: string) => Partial<WantedConfiguration>;
  readonly before: Texts;
  /** The files that change. */
  readonly after: Texts;
  /** Words that a note holds. */
  readonly note?: string;
}

const on = { name: "ssl", value: "on", label: "on" };
const people = {
  databases: ["all"],
  users: ["ada"],
  address: "10.0.0.0/8",
  method: "cert",
  options: ["map=m"],
};
const password = {
  databases: ["shop", "all"],
  users: ["all"],
  address: "all",
  method: "password",
  options: [],
};
const hba =
  "# who\nlocal all all peer\n# net\nhost all all 127.0.0.1/32 trust\nhost all all 0.0.0.0/0 scram-sha-256\n";

const cases: readonly Case[] = [
  {
    name: "settings are put beside those of their kind, or change where they are",
    wanted: (folder) => ({
      settings: [
        { name: "ssl_cert_file", value: join(folder, "certs/a b.crt"), label: "cert", isPath: true },
        { name: "ssl_key_file", value: "/etc/ssl/it's.key", label: "key", isPath: true },
        on,
      ],
    }),
    before: { "postgresql.conf": "port = 5433\nssl = off # why?\nwork_mem = 4MB\n" },
    after: {
      "postgresql.conf":
        "port = 5433\nssl = on # why?\nssl_cert_file = 'certs/a b.crt'\nssl_key_file = '/etc/ssl/it''s.key'\nwork_mem = 4MB\n",
    },
  },
  {
    name: "what is in force, by default or by another spelling, is left alone",
    wanted: (folder) => ({
      settings: [
        { name: "ssl_cert_file", value: join(folder, "server.crt"), label: "cert", isPath: true },
        { name: "ssl_key_file", value: join(folder, "sub/../my.key"), label: "key", isPath: true },
        { name: "ssl_min_protocol_version", value: "TLSv1.2", label: "min" },
        on,
      ],
    }),
    before: {
      "postgresql.conf": "SSL = yes\nssl_key_file = 'my.key'\nssl_min_protocol_version = 'tlsv1.3'\n",
    },
    after: {},
  },
  {
    name: "an older protocol is raised",
    wanted: () => ({ settings: [{ name: "ssl_min_protocol_version", value: "TLSv1.2", label: "min" }] }),
    before: { "postgresql.conf": "ssl_min_protocol_version = 'TLSv1'" },
    after: { "postgresql.conf": "ssl_min_protocol_version = 'TLSv1.2'" },
  },
  {
    name: "an included file is changed where it decides",
    wanted: () => ({ settings: [on] }),
    before: { "postgresql.conf": "ssl = on\ninclude 'more.conf'\n", "more.conf": "ssl = off\n" },
    after: { "more.conf": "ssl = on\n" },
  },
  {
    name: "what ALTER SYSTEM set is reported and not written",
    wanted: () => ({ settings: [on] }),
    before: { "postgresql.conf": "\n", "postgresql.auto.conf": "ssl = 'off'\n" },
    after: {},
    note: "ALTER SYSTEM SET ssl = 'on'",
  },
  {
    name: "records let in above those that match first, with their comments",
    wanted: () => ({ access: [people, password] }),
    before: { "pg_hba.conf": hba },
    after: {
      "pg_hba.conf": hba.replace(
        "# net\n",
        "hostssl all ada 10.0.0.0/8 cert map=m\nhostssl shop,all all all scram-sha-256\n# net\n",
      ),
    },
    note: "One record still admits other machines without encryption: pg_hba.conf, line 5.",
  },
  {
    name: "records that are there are not written again, whatever their blanks and the order of options",
    wanted: () => ({ access: [{ ...people, options: ["map=m", "clientname=DN"] }, password] }),
    before: {
      "pg_hba.conf":
        "hostssl\tall  ada 10.0.0.0/8 cert clientname=DN map=m # yes\nhostssl shop, all all all scram-sha-256\n",
    },
    after: {},
  },
  {
    name: "without network records they come last, even after a line without an end",
    wanted: () => ({ access: [people] }),
    before: { "pg_hba.conf": "local all all peer" },
    after: { "pg_hba.conf": "local all all peer\nhostssl all ada 10.0.0.0/8 cert map=m\n" },
  },
  {
    name: "behind a backslash at the end an empty line comes first",
    wanted: () => ({ access: [people] }),
    before: { "pg_hba.conf": "local all all peer \\\n" },
    after: { "pg_hba.conf": "local all all peer \\\n\nhostssl all ada 10.0.0.0/8 cert map=m\n" },
  },
  {
    name: "passwords of 13 are md5 unless it is set otherwise, and the method md5 takes either kind",
    version: 13,
    wanted: () => ({ access: [password] }),
    before: { "pg_hba.conf": "local all all peer\n" },
    after: { "pg_hba.conf": "local all all peer\nhostssl shop,all all all md5\n" },
  },
  {
    name: "cleartext becomes hostssl where other machines get in",
    wanted: () => ({ cleartext: "hostssl" }),
    before: {
      "pg_hba.conf": `${hba}hostnossl all all 10.0.0.0/8 md5\nhostnossl all all all reject\nhost all all all trust\n`,
    },
    after: {
      "pg_hba.conf": `${hba.replace("host all all 0.0.0.0/0", "hostssl all all 0.0.0.0/0")}hostssl all all 10.0.0.0/8 md5\nhostnossl all all all reject\nhost all all all trust\n`,
    },
  },
  {
    name: "cleartext becomes hostssl in included files as well, each record once",
    wanted: () => ({ cleartext: "hostssl" }),
    before: {
      "pg_hba.conf": "host all all 10.0.0.0/8 md5\ninclude more.conf\ninclude_dir hba.d\ninclude more.conf\n",
      "more.conf": "# far\nhost all all all md5\n",
      "hba.d/a.conf": "local all all peer\nhost a all all md5\nhostnossl all all all reject\n",
      "hba.d/b.conf": "host b all all md5\n",
    },
    after: {
      "pg_hba.conf":
        "hostssl all all 10.0.0.0/8 md5\ninclude more.conf\ninclude_dir hba.d\ninclude more.conf\n",
      "more.conf": "# far\nhostssl all all all md5\n",
      "hba.d/a.conf": "local all all peer\nhostssl a all all md5\nhostnossl all all all reject\n",
    },
  },
  {
    name: "cleartext that stays is named with file and line",
    wanted: () => ({}),
    before: {
      "pg_hba.conf": "host all all 10.0.0.0/8 md5\ninclude_if_exists none.conf\ninclude_dir hba.d\n",
      "hba.d/more.conf": "# far\nhost all all all md5\nhost all all all trust\n",
    },
    after: {},
    note: "3 records still admit other machines without encryption: pg_hba.conf, line 1; hba.d/more.conf, lines 2, 3.",
  },
  {
    name: "what is new goes into pg_hba.conf, above the line that includes the first record of the network",
    wanted: () => ({ cleartext: "reject", access: [people] }),
    before: {
      "pg_hba.conf": "local all all peer\n# others\ninclude more.conf\n",
      "more.conf": "host all all 127.0.0.1/32 md5\nhost all all all md5\n",
    },
    after: {
      "pg_hba.conf":
        "local all all peer\nhostssl all ada 10.0.0.0/8 cert map=m\nhostnossl all all all reject\n# others\ninclude more.conf\n",
    },
  },
  {
    name: "before 16 a line that begins with include includes nothing",
    version: 15,
    wanted: () => ({ cleartext: "hostssl" }),
    before: { "pg_hba.conf": "include more.conf\n", "more.conf": "host all all all md5\n" },
    after: {},
  },
  {
    name: "cleartext is refused above the first record that lets other machines in",
    wanted: () => ({ cleartext: "reject", access: [people] }),
    before: { "pg_hba.conf": hba },
    after: {
      "pg_hba.conf":
        "# who\nlocal all all peer\n# net\nhost all all 127.0.0.1/32 trust\nhostssl all ada 10.0.0.0/8 cert map=m\nhostnossl all all all reject\nhost all all 0.0.0.0/0 scram-sha-256\n",
    },
  },
  {
    name: "a record is put above the first that may match the same connections",
    wanted: () => ({ access: [people] }),
    before: {
      "pg_hba.conf":
        "host x x 10.0.0.0/24 reject\nhostssl x x 192.168.0.0/16 cert\nlocal all all peer\nhost all +staff 10.2.0.0/16 md5\nhostssl y y all cert\n",
    },
    after: {
      "pg_hba.conf":
        "hostssl all ada 10.0.0.0/8 cert map=m\nhost x x 10.0.0.0/24 reject\nhostssl x x 192.168.0.0/16 cert\nlocal all all peer\nhost all +staff 10.2.0.0/16 md5\nhostssl y y all cert\n",
    },
  },
  {
    name: "a record is put below those of its type",
    wanted: () => ({ access: [people] }),
    before: {
      "pg_hba.conf":
        "hostssl x x 192.168.0.0/16 cert\nlocal all all peer\nhost all +staff 10.2.0.0/16 md5\nhostssl y y all cert\n",
    },
    after: {
      "pg_hba.conf":
        "hostssl x x 192.168.0.0/16 cert\nhostssl all ada 10.0.0.0/8 cert map=m\nlocal all all peer\nhost all +staff 10.2.0.0/16 md5\nhostssl y y all cert\n",
    },
  },
  {
    name: "maps are appended, quoted, once",
    wanted: () => ({
      maps: [
        { map: "ssl", systemUser: "CN=Ada Lovelace,O=X", role: "ada" },
        { map: "ssl", systemUser: "bob", role: "all" },
      ],
    }),
    before: { "pg_ident.conf": 'ssl   bob "all"\n' },
    after: { "pg_ident.conf": 'ssl   bob "all"\nssl   "CN=Ada Lovelace,O=X" ada\n' },
  },
  {
    name: "a missing pg_ident.conf is made",
    wanted: () => ({ maps: [{ map: "ssl", systemUser: "bob", role: "robert" }] }),
    before: {},
    after: { "pg_ident.conf": "ssl bob robert\n" },
  },
  {
    name: "19 names certificates by host",
    version: 19,
    wanted: (folder) => ({
      settings: [{ name: "ssl_sni", value: "on", label: "sni" }],
      host: { names: ["db.example.com", "db"], files: [join(folder, "server.crt"), "/k/server.key"] },
    }),
    before: { "postgresql.conf": "ssl = on\n", "pg_hosts.conf": "# hosts\n" },
    after: {
      "postgresql.conf": "ssl = on\nssl_sni = on\n",
      "pg_hosts.conf": "# hosts\ndb.example.com,db server.crt /k/server.key\n",
    },
  },
  {
    name: "older versions do not read pg_hosts.conf",
    wanted: () => ({ host: { names: ["db"], files: ["a", "b"] } }),
    before: {},
    after: {},
    note: "from PostgreSQL 19 on, not by 18",
  },
];

const at = folderPerTest();

async function propose(wanted: WantedConfiguration) {
  const context = setupContext();
  const target = await readTarget(context, { path: "ca", cluster: at() });
  if (!target) throw new Error("the folder is a cluster");
  return { context, ...(await proposeConfiguration(context, target, wanted)) };
}

/** The case with files of Windows: lines that have an end have that of Windows, and new files have that of Unix. */
function withCarriageReturns({ name, before, after, ...rest }: Case): Case {
  const written = (texts: Texts) =>
    Object.entries(texts).map(([path, text]) =>
      (before[path] ?? "").includes("\n") ? [path, text.replaceAll("\n", "\r\n")] : [path, text],
    );
  return {
    ...rest,
    name: `${name} (CRLF)`,
    before: Object.fromEntries(written(before)),
    after: Object.fromEntries(written(after)),
  };
}

test.each([...cases, ...cases.map(withCarriageReturns)])(
  "$name",
  async ({ version = 18, wanted, before, after, note }) => {
    const files = { PG_VERSION: `${version}\n`, "postgresql.conf": "", ...before };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(at(name)), { recursive: true });
      await writeFile(at(name), text);
    }
    const all: WantedConfiguration = { ...nothingWanted, ...wanted(at()) };
    const { context, edits, notes } = await propose(all);
    expect([...new Set(edits.map(({ path }) => path))].sort()).toEqual(
      Object.keys(after)
        .map((name) => at(name))
        .sort(),
    );
    const words = notes.map(({ text }) => text).join("\n");
    expect(words).toContain(note ?? "");
    await applyConfiguration(context, edits, new Map());
    for (const [name, text] of Object.entries({ ...files, ...after }))
      expect(await readFile(at(name), "utf8")).toBe(text);
    expect((await propose(all)).edits).toEqual([]);
  },
);

test("a file in an old encoding keeps its bytes, its mode, and its being a link's target", async () => {
  const bytes = Buffer.from("# Schl\xfcssel\nport = 1\n", "latin1");
  await writeFile(at("PG_VERSION"), "18\n");
  await writeFile(at("real.conf"), bytes, { mode: 0o640 });
  await symlink("real.conf", at("postgresql.conf"));
  const { context, edits } = await propose({ ...nothingWanted, settings: [on] });
  await applyConfiguration(context, edits, new Map());
  expect(await readFile(at("real.conf"), "latin1")).toBe("# Schl\xfcssel\nssl = on\nport = 1\n");
  expect((await stat(at("real.conf"))).mode & 0o777).toBe(0o640);
  expect((await lstat(at("postgresql.conf"))).isSymbolicLink()).toBe(true);
});

test("what lets other machines in without encryption is reported with the included file that has it", async () => {
  const files = {
    PG_VERSION: "18\n",
    "postgresql.conf": "",
    "pg_hba.conf": "host all all 10.0.0.0/8 md5\ninclude_dir hba.d\n",
    "hba.d/a.conf": "host all all all md5\n",
  };
  await mkdir(at("hba.d"));
  for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
  const { cleartextRecords } = await findSurroundings(setupContext(), { cluster: at() });
  expect(cleartextRecords).toEqual(["host all all 10.0.0.0/8 md5", "host all all all md5 (hba.d/a.conf)"]);
});
