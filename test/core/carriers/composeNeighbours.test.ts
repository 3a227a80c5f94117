import { expect, test } from "vitest";
import { type ProjectSettings, SourceDocument } from "../../../server/src/core/index.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { type Files, openFiles } from "../../support/openService.ts";

const compose = "/repo/compose.yaml";

/** A Compose file with one service. */
const service = (lines: string, image = "image: postgres:16") => `services:
  db:
    ${image}
${lines.replace(/^/gm, "    ")}
`;

/** A service in which an editor holds a Compose file. */
function openCompose(files: Files, settings: Partial<ProjectSettings> = {}, name = compose) {
  const open = openFiles(files, settings);
  open.service.open(new SourceDocument(`file://${name}`, "yaml", 1, String(files[name])));
  return open;
}

/** The findings of a Compose file as `WORD: RULE`. */
async function shown(files: Files, name = compose): Promise<string[]> {
  const lines = String(files[name]).split("\n");
  return (await openCompose(files, {}, name).findings(name)).map(
    ({ rule, line, span }) => `${lines[line]?.slice(span.start, span.end)}: ${rule}`,
  );
}

test.each([
  ["command: postgres -c ssl_min_protocol_version=$TLS", "TLS=TLSv1.1", ["$TLS: conf-protocol-old"]],
  [`command: postgres -c ssl_min_protocol_version=\${TLS:?}`, "TLS='TLSv1.1'", ["TLS: conf-protocol-old"]],
])("%s with %s in .env", async (command, env) => {
  const found = await shown({ [compose]: service(command), "/repo/.env": env });
  expect(found).toHaveLength(1);
  expect(await shown({ [compose]: service(command), "/repo/.env": "TLS=TLSv1.2" })).toEqual([]);
  expect(await shown({ [compose]: service(command) })).toEqual([]);
});

test.each([
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD", "METHOD=trust", ["$METHOD: hba-trust-remote"]],
  [
    `environment:\n  - POSTGRES_HOST_AUTH_METHOD=\${METHOD:-md5}`,
    "METHOD=trust # all",
    [`\${METHOD:: hba-trust-remote`],
  ],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD", "METHOD=scram-sha-256", []],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD", "METHOD=hunter2", []],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD", "OTHER=trust\nMETHOD=$OTHER", []],
])("%s with %s in .env", async (environment, env, expected) => {
  const found = await shown({ [compose]: service(environment), "/repo/.env": env });
  expect(found.map((one) => one.replace(/^.*:(?= )/, ""))).toEqual(
    expected.map((one) => one.replace(/^.*:(?= )/, "")),
  );
});

test.each([
  ["env_file: db.env", ["db.env: hba-trust-remote"]],
  ["env_file: ./db.env", ["./db.env: hba-trust-remote"]],
  ["env_file:\n  - other.env\n  - db.env", ["db.env: hba-trust-remote"]],
  ["env_file:\n  - path: db.env\n    required: false", ["db.env: hba-trust-remote"]],
  ["env_file: [db.env, scram.env]", []],
  ["env_file: db.env\nenvironment:\n  POSTGRES_HOST_AUTH_METHOD: scram-sha-256", []],
  ["env_file: db.env\nenvironment:\n  - POSTGRES_HOST_AUTH_METHOD", []],
  ["env_file: none.env", []],
])("the method of %s", async (lines, expected) => {
  const files = {
    [compose]: service(lines),
    "/repo/db.env": "# the method\nexport POSTGRES_HOST_AUTH_METHOD=trust\n",
    "/repo/scram.env": "POSTGRES_HOST_AUTH_METHOD=scram-sha-256\n",
  };
  expect(await shown(files)).toEqual(expected);
});

const conf = "/repo/postgresql.conf";

test.each([
  ["TAG=15-alpine", 15],
  ["TAG=17", 17],
])("the image's tag is %s", async (env, version) => {
  const open = openFiles({
    [conf]: "",
    [compose]: service(
      "volumes:\n  - ./postgresql.conf:$CONF/postgresql.conf\nenvironment:\n  PGDATA: $CONF",
      `image: postgres:\${TAG:-16}`,
    ),
    "/repo/.env": `${env}\nCONF=/pg\n`,
  });
  expect((await open.service.summary(`file://${conf}`))?.serverVersion.value).toBe(version);
});

test("no word of .env is shown", async () => {
  const files = {
    [compose]: service(
      `command: postgres -c ssl_ciphers=$A -c $B=on -c ssl_min_protocol_version=$A\nenvironment:\n  POSTGRES_HOST_AUTH_METHOD: $A\n  POSTGRES_INITDB_ARGS: --auth=$A`,
    ),
    "/repo/.env": "A=hunter2\nB=hunter2\n",
  };
  const open = openCompose(files);
  const uri = `file://${compose}`;
  const trees = await open.service.clusters([uri]);
  expect(JSON.stringify([await open.findings(compose), trees])).not.toContain("hunter2");
});

test("a changed .env is seen", async () => {
  const open = openCompose({
    [compose]: service("environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD"),
    "/repo/.env": "METHOD=scram-sha-256\n",
  });
  expect(await open.rules(compose)).toEqual([]);
  open.host.write("/repo/.env", "METHOD=trust\n");
  await open.service.refresh();
  expect(await open.rules(compose)).toEqual(["4 hba-trust-remote"]);
  open.host.remove("/repo/.env");
  await open.service.refresh();
  expect(await open.rules(compose)).toEqual([]);
});

test("files outside the workspace are not opened", async () => {
  const files = {
    [compose]: service("env_file: ../outside.env"),
    "/outside.env": "POSTGRES_HOST_AUTH_METHOD=trust\n",
  };
  for (const trusted of [true, false])
    expect(await openCompose(files, { roots: ["file:///repo"], trusted }).rules(compose)).toEqual([]);
  expect(await openCompose(files).rules(compose)).toEqual(["3 hba-trust-remote"]);
});

test.each([
  ["compose.yaml", "compose.override.yaml"],
  ["compose.yml", "docker-compose.override.yml"],
  ["docker-compose.yml", "docker-compose.override.yml"],
])("%s goes together with %s", async (main, override) => {
  const base = `/repo/${main}`;
  const files = {
    [base]: service(
      "command: postgres -c ssl_min_protocol_version=TLSv1.9\nenvironment:\n  POSTGRES_HOST_AUTH_METHOD: trust",
    ),
    [`/repo/${override}`]: service(
      "command: postgres -c ssl=on -c sssl=on\nenvironment:\n  POSTGRES_HOST_AUTH_METHOD: scram-sha-256",
      "restart: always",
    ),
  };
  expect(await shown(files, base)).toEqual([]);
  expect(await shown(files, `/repo/${override}`)).toEqual(["sssl: conf-setting-unknown"]);
  const { [base]: _, ...alone } = files;
  expect(await shown(alone, `/repo/${override}`)).toEqual([]);
});

test("what an override mounts counts for a plain file", async () => {
  const files = {
    [conf]: "ssl = on\nssl_cert_file = '/tls/server.crt'\n",
    [compose]: service(
      "command: -c config_file=/etc/postgresql.conf\nvolumes:\n  - ./postgresql.conf:/etc/postgresql.conf\n  - ./none:/tls",
    ),
    "/repo/compose.override.yaml": service("volumes:\n  - ./other:/tls", "restart: always"),
    "/repo/other/server.crt": materialBytes("leaf"),
  };
  expect(await openFiles(files).rules(conf)).toContain("1 certificate-chain-incomplete");
});

test.each([
  ["extends: base", ""],
  ["extends:\n  service: base", ""],
  ["extends:\n  file: common/base.yaml\n  service: base", "common/base.yaml"],
])("a service that says %s", async (extending, file) => {
  const base = `  base:\n    image: postgres:16\n    command: postgres -c ssl=on\n    volumes:\n      - ./pg_hba.conf:/var/lib/postgresql/data/pg_hba.conf\n`;
  const own = `services:\n  db:\n${extending.replace(/^/gm, "    ")}\n    command: postgres -c sssl=on\n`;
  const files = {
    [compose]: file === "" ? `${own}${base}` : own,
    ...(file !== "" && { [`/repo/${file}`]: `services:\n${base}` }),
  };
  expect(await shown(files)).toContain("sssl: conf-setting-unknown");
  const without = { ...files, [compose]: own.replace("sssl", "ssl") };
  expect(await shown(without)).toEqual([]);
});

test("what a service of the same file has is reported once", async () => {
  const text = `${service("command: postgres -c sssl=on")}  replica:\n    extends: db\n`;
  expect(await shown({ [compose]: text })).toEqual(["sssl: conf-setting-unknown"]);
});

test.each([
  ["command: [-c, sssl=on, -c, ssl=on]", ["sssl: conf-setting-unknown"]],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: trust", ["trust: hba-trust-remote"]],
])("an override without an image is one of PostgreSQL: %s", async (lines, expected) => {
  const override = "/repo/compose.override.yml";
  const files = { [compose]: service("restart: always"), [override]: service(lines, "restart: always") };
  expect(await shown(files, override)).toEqual(expected);
});

test.each([
  ["environment: HBA", []],
  ["external: true", []],
  ["content: $HBA", []],
])("a config with %s may be anything", async (source, expected) => {
  const hba = "/repo/cluster/pg_hba.conf";
  const text = `${service("environment:\n  POSTGRES_HOST_AUTH_METHOD: trust\nconfigs:\n  - source: hba\n    target: /var/lib/postgresql/data/pg_hba.conf")}configs:\n  hba:\n    ${source}\n`;
  expect(await shown({ [compose]: text, [hba]: "" })).toEqual(expected);
});

test("where a file of the service is not known, what depends on settings is not reported", async () => {
  const hba = "/repo/pg_hba.conf";
  const files = {
    [hba]: "hostssl all all all scram-sha-256\n",
    [compose]: service("command: -c hba_file=/hba\nvolumes:\n  - ./pg_hba.conf:/hba"),
  };
  expect(await openFiles(files).rules(hba)).toEqual(["0 hba-hostssl-without-ssl"]);
  const extending = {
    ...files,
    [compose]: `${files[compose]}    extends: { file: none.yaml, service: db }\n`,
  };
  expect(await openFiles(extending).rules(hba)).toEqual([]);
});
