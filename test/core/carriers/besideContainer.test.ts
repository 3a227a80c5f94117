import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { type Files, openFiles } from "../../support/openService.ts";

/** A Compose file with one service. */
const service = (lines: string, image = "postgres:16") => `
services:
  db:
    image: ${image}
${lines.replace(/^/gm, "    ")}
`;

const conf = "/repo/postgresql.conf";
const key = (mode: number, owner: number) => ({ bytes: materialBytes("leaf-key"), mode, owner });
const tls = "ssl = on\nssl_cert_file = '/tls/server.crt'\nssl_key_file = '/tls/server.key'\n";
const command = "command: -c config_file=/etc/postgresql.conf -c hba_file=/etc/pg_hba.conf";
const volumes = `volumes:
  - ./postgresql.conf:/etc/postgresql.conf:ro
  - ./pg_hba.conf:/etc/pg_hba.conf:ro
  - ./tls:/tls:ro`;

/** The findings of a file in words: `LINE RULE`. */
async function rules(files: Files, name: string, only?: RegExp) {
  const found = await openFiles(files).rules(name);
  return only ? found.filter((one) => only.test(one)) : found;
}

test.each([
  ["a volume", { "/repo/compose.yaml": service(`${command}\n${volumes}`) }],
  ["a Compose file above", { "/compose.yml": service(`${command}\n${volumes.replaceAll("./", "./repo/")}`) }],
  [
    "a config of Compose",
    {
      "/repo/docker-compose.yml": `${service(
        "command: postgres -c config_file=/etc/postgresql.conf\nvolumes:\n  - ./tls:/tls\nconfigs:\n  - source: conf\n    target: /etc/postgresql.conf",
      )}configs:\n  conf:\n    file: postgresql.conf\n`,
    },
  ],
  [
    "a file of the data directory",
    {
      "/repo/compose.yaml": service(
        "volumes:\n  - ./postgresql.conf:/var/lib/postgresql/data/postgresql.conf\n  - ./tls:/tls",
      ),
    },
  ],
  [
    "a data directory elsewhere",
    {
      "/repo/compose.yaml": service(
        "environment:\n  PGDATA: /pg\nvolumes:\n  - ./postgresql.conf:/pg/postgresql.conf\n  - ./tls:/tls",
      ),
    },
  ],
])("paths of a plain postgresql.conf are those of the container: %s", async (_, container) => {
  const files = {
    [conf]: tls,
    "/repo/tls/server.crt": materialBytes("leaf"),
    "/repo/tls/server.key": key(0o600, 1000),
  };
  expect(await rules({ ...files, ...container }, conf, /^. (key|cert.*chain|ssl-file)/)).toEqual([
    "1 certificate-chain-incomplete",
    "2 key-file-owner",
  ]);
  expect(await rules(files, conf, /^. (key|cert.*chain|ssl-file)/)).toEqual([
    "1 ssl-file-not-here",
    "2 ssl-file-not-here",
  ]);
});

test.each([
  [999, 0o600, "postgres:16", []],
  [70, 0o600, "postgres:16-alpine", []],
  [999, 0o600, "postgres:16-alpine", ["2 key-file-owner"]],
  [0, 0o640, "postgres:16", []],
  [999, 0o644, "postgres:16", ["2 key-file-permissions"]],
  [999, 0o600, "registry.example.com:5000/library/postgres:16", []],
  [70, 0o600, "registry.example.com/postgres:16", ["2 key-file-owner"]],
  [70, 0o600, "timescale/timescaledb:2.17.2-pg16", []],
  [1000, 0o600, "timescale/timescaledb:2.17.2-pg16", ["2 key-file-owner"]],
  [999, 0o600, "citusdata/citus:13", []],
  [105, 0o600, "supabase/postgres:15.1.0", []],
])("a key of user %i with mode %o in %s", async (owner, mode, image, expected) => {
  const files = {
    [conf]: tls,
    "/repo/compose.yaml": service(`${command}\n${volumes}`, image),
    "/repo/tls/server.key": key(mode, owner),
  };
  expect(await rules(files, conf, /key-file/)).toEqual(expected);
});

test("what the container does not get is reported, what it has of its own is not", async () => {
  const files = {
    [conf]: "ssl = on\nssl_cert_file = '/tls/server.crt'\nssl_key_file = '/etc/ssl/private/server.key'\n",
    "/repo/compose.yaml": service(`${command}\n${volumes}`),
  };
  expect(await rules(files, conf)).toEqual(["1 ssl-file-not-here"]);
});

test.each([
  ["postgres:15", 15],
  [`postgres:\${PG_VERSION:-15}-alpine`, 15],
  ["timescale/timescaledb:2.17.2-pg16", 16],
  ["pgvector/pgvector:pg17", 17],
  ["postgis/postgis:14-3.4-alpine", 14],
])("the image %s has the version", async (image, expected) => {
  const open = openFiles({ [conf]: "", "/repo/compose.yaml": service(`${command}\n${volumes}`, image) });
  expect((await open.service.summary(`file://${conf}`))?.serverVersion.value).toBe(expected);
});

test.each([
  ["a comment goes before the image", "# pgssl: version=15\n", "postgres:16", {}, 15],
  ["the setting goes before the image", "", "postgres:16", { serverVersion: 14 }, 14],
  ["without a version in the image the setting counts", "", "postgres:latest", { serverVersion: 13 }, 13],
  [
    "without any the data directory's path counts",
    "data_directory = '/var/lib/postgresql/15/main'\n",
    "postgres",
    {},
    15,
  ],
] as const)("%s", async (_, text, image, settings, expected) => {
  const files = { [conf]: text, "/repo/compose.yaml": service(`${command}\n${volumes}`, image) };
  const { service: opened } = openFiles(files, settings);
  expect((await opened.summary(`file://${conf}`))?.serverVersion.value).toBe(expected);
});

test.each([
  ["build:\n  dockerfile_inline: |\n    FROM postgres:15\n    RUN true", 15],
  ["build: ./db", 14],
  ["build:\n  context: db\n  dockerfile: own.Dockerfile", 16],
])("the version of an image that is built: %s", async (build, expected) => {
  const open = openFiles({
    [conf]: "",
    "/repo/compose.yaml": service(`${command}\n${volumes}`, "x").replace(
      "image: x",
      build.replace(/\n/g, "\n    "),
    ),
    "/repo/db/Dockerfile": "FROM postgres:14-alpine\n",
    "/repo/db/own.Dockerfile": "ARG V=16\nFROM postgres:$V\n",
  });
  expect((await open.service.summary(`file://${conf}`))?.serverVersion.value).toBe(expected);
});

test("arguments win over the file, and the records of pg_hba.conf go by them", async () => {
  const files = {
    [conf]: "ssl = off\n",
    "/repo/pg_hba.conf": "hostssl all all all scram-sha-256\n",
    "/repo/compose.yaml": service(`${command} -c ssl=on\n${volumes}`),
  };
  expect(await rules(files, "/repo/pg_hba.conf")).toEqual([]);
  const open = openFiles(files);
  const [found] = await open.findings(conf);
  expect(found).toMatchObject({ rule: "conf-setting-overridden", line: 0 });
  expect(found?.message).toContain("the container's command");
  expect(found?.related?.map(({ place }) => [place.uri, place.line])).toEqual([
    ["file:///repo/compose.yaml", 4],
  ]);
  const without = { ...files, "/repo/compose.yaml": service(`${command}\n${volumes}`) };
  expect(await rules(without, "/repo/pg_hba.conf")).toEqual(["0 hba-hostssl-without-ssl"]);
});

test("a Compose file that an editor holds counts as it is there", async () => {
  const open = openFiles({
    [conf]: "",
    "/repo/pg_hba.conf": "hostssl all all all scram-sha-256\n",
    "/repo/compose.yaml": service(`${command}\n${volumes}`),
  });
  const uri = "file:///repo/compose.yaml";
  const document = new SourceDocument(uri, "yaml", 1, service(`${command} -c ssl=on\n${volumes}`));
  expect(await open.rules("/repo/pg_hba.conf")).toEqual(["0 hba-hostssl-without-ssl"]);
  open.service.open(document);
  expect(await open.rules("/repo/pg_hba.conf")).toEqual([]);
  document.update([{ text: service(`${command} -c ssl=off\n${volumes}`) }], 2);
  expect(await open.rules("/repo/pg_hba.conf")).toEqual(["0 hba-hostssl-without-ssl"]);
  const [fix] = await open.service.fixes("file:///repo/pg_hba.conf", 0, 0);
  expect(applyEdits(document.lines, fix?.edits ?? [])).toContain("-c ssl=on\n");
  open.service.close(uri);
  open.host.write("/repo/compose.yaml", service(`${command} -c ssl=on\n${volumes}`));
  await open.service.refresh();
  expect(await open.rules("/repo/pg_hba.conf")).toEqual([]);
  open.host.remove("/repo/compose.yaml");
  await open.service.refresh();
  expect(await open.rules("/repo/pg_hba.conf")).toEqual(["0 hba-hostssl-without-ssl"]);
  open.host.write("/compose.yml", service(`${command} -c ssl=on\n${volumes.replaceAll("./", "./repo/")}`));
  await open.service.refresh();
  expect(await open.rules("/repo/pg_hba.conf")).toEqual([]);
});

test("the records that initdb writes go by POSTGRES_INITDB_ARGS", async () => {
  const open = openFiles({
    [conf]: "ssl = on\n",
    "/repo/compose.yaml": service(
      "command: -c config_file=/etc/postgresql.conf\nenvironment:\n  POSTGRES_INITDB_ARGS: --auth-host=reject --auth-local peer\nvolumes:\n  - ./postgresql.conf:/etc/postgresql.conf",
    ),
  });
  const client = { type: "plain", address: "127.0.0.1", database: "a", user: "b" } as const;
  expect(await open.service.explain(`file://${conf}`, client)).toMatchObject({ admitted: false });
});

test("a file that no container reads belongs to none", async () => {
  const files = {
    [conf]: "",
    "/repo/pg_hba.conf": "hostssl all all all scram-sha-256\n",
    "/repo/compose.yaml": service("command: -c ssl=on\nvolumes:\n  - ./other:/etc/postgresql"),
  };
  expect(await rules(files, "/repo/pg_hba.conf")).toEqual(["0 hba-hostssl-without-ssl"]);
});

test("who connects is decided by the mounted pg_hba.conf", async () => {
  const open = openFiles({
    [conf]: "ssl = on\n",
    "/repo/pg_hba.conf": "hostssl all all all scram-sha-256\n",
    "/repo/compose.yaml": service(`${command}\n${volumes}`),
  });
  const client = { type: "plain", address: "10.0.0.1", database: "a", user: "b" } as const;
  for (const uri of [`file://${conf}`, "file:///repo/pg_hba.conf"])
    expect(await open.service.explain(uri, client)).toMatchObject({ admitted: false, stage: "no-record" });
});

test("the tree of a container's cluster leads to what people wrote", async () => {
  const open = openFiles({
    [conf]: "ssl_ciphers = 'HIGH'\n",
    "/repo/pg_hba.conf": "",
    "/repo/compose.yaml": service(`${command} -c ssl=on\n${volumes}`),
  });
  const [cluster, ...others] = await open.service.clusters([`file://${conf}`]);
  expect(others).toEqual([]);
  expect(cluster).toMatchObject({ label: "repo", file: { uri: `file://${conf}` } });
  const node = (kind: string) => cluster?.children?.find((one) => one.kind === kind);
  expect(node("tls")).toMatchObject({
    detail: "ssl is set in the container's command",
    place: { uri: "file:///repo/compose.yaml", line: 4 },
  });
  expect(node("configuration")?.children?.map(({ label, file }) => [label, file?.uri])).toEqual([
    ["postgresql.conf", "file:///repo/compose.yaml"],
    ["postgresql.conf", `file://${conf}`],
    ["pg_hba.conf", "file:///repo/pg_hba.conf"],
  ]);
});
