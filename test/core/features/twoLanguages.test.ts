import { expect, test } from "vitest";
import { type Files, openCluster, toUri } from "../../support/openService.ts";

const texts: Files = {
  "postgresql.conf": "port = 5432\n",
  "pg_hba.conf": "local all all peer\nhost all all 127.0.0.1/32 ident map=m\n",
  "pg_ident.conf": "m ada ada\n",
  "pg_hosts.conf": "db.example.com server.crt server.key\n",
};
const client = { database: "shop", user: "ada", type: "plain", address: "127.0.0.1" } as const;

test("a file that is included in another language than its own is two documents", async () => {
  const files = { ...texts, "pg_hba.conf": "include postgresql.conf\nlocal all all peer\n" };
  const { service, rules } = openCluster(files, { version: 17 });
  expect(await rules("pg_hba.conf")).toEqual([]);
  expect(await rules("postgresql.conf")).toEqual([]);
  const members = (await service.summary(toUri("pg_hba.conf")))?.members ?? [];
  const read = members.filter(({ uri }) => uri.startsWith(toUri("postgresql.conf")));
  expect(read.map(({ language }) => language)).toEqual(["postgresql-conf", "pg-hba"]);
  expect((await service.diagnose(read[1]?.uri ?? ""))?.map(({ rule }) => rule)).toEqual([
    "line-foreign-form",
  ]);
  expect(await service.outcome(toUri("postgresql.conf"))).toMatchObject({ start: "refuses" });
});

test("the second document follows the first while it is edited", async () => {
  const files = { ...texts, "pg_hba.conf": "include postgresql.conf\n" };
  const { service, edit } = openCluster(files);
  const found = async () =>
    (await service.diagnose(`${toUri("postgresql.conf")}#pg-hba`))?.map(({ line }) => line);
  await service.diagnose(toUri("pg_hba.conf"));
  expect(await found()).toEqual([0]);
  const document = edit("postgresql.conf", "# none\nport = 1\n");
  expect(await found()).toEqual([1]);
  document.update([{ text: "# none\n" }], 2);
  expect(await found()).toEqual([]);
});

const names = Object.keys(texts);
const cases = names.flatMap((name) => names.map((included) => [name, included] as const));

test.each(cases)("nothing fails where %s includes %s", async (name, included) => {
  const directive = name === "postgresql.conf" ? `include '${included}'` : `include ${included}`;
  const { service } = openCluster({ ...texts, [name]: `${texts[name]}${directive}\n` }, { version: 19 });
  for (const file of names) {
    const { members = [] } = (await service.summary(toUri(file))) ?? {};
    expect(members.length).toBeGreaterThanOrEqual(3);
    for (const { uri } of members) {
      expect(await service.diagnose(uri)).toBeDefined();
      await service.hover(uri, { line: 0, character: 1 });
      await service.symbols(uri);
    }
    await service.explain(toUri(file), client);
    await service.outcome(toUri(file));
  }
});

test.each(["hba_file", "ident_file"])(
  "nothing fails where %s names postgresql.conf itself",
  async (setting) => {
    const { service } = openCluster({
      ...texts,
      "postgresql.conf": `${setting} = '/data/postgresql.conf'\n`,
    });
    for (const file of names) {
      expect(await service.diagnose(toUri(file))).toBeDefined();
      await service.explain(toUri(file), client);
    }
  },
);
