import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { type Files, openFiles } from "../../support/openService.ts";

const compose = "/repo/compose.yaml";
const conf = "/repo/db/postgresql.conf";
const mount = "volumes:\n  - ./postgresql.conf:/var/lib/postgresql/data/postgresql.conf";

/** A Compose file with one service. */
const service = (lines: string, image = "image: postgres:16") => `services:
  db:
    ${image}
${lines.replace(/^/gm, "    ")}
`;

/** The findings of a Compose file as `WORD: RULE`. */
async function shown(files: Files, name = compose): Promise<string[]> {
  const text = String(files[name]);
  const open = openFiles(files);
  open.service.open(new SourceDocument(`file://${name}`, "yaml", 1, text));
  return (await open.findings(name)).map(
    ({ rule, line, span }) => `${text.split("\n")[line]?.slice(span.start, span.end)}: ${rule}`,
  );
}

/** The version of the container in which a plain postgresql.conf is read, beside open documents. */
async function versionOf(files: Files, opened = compose): Promise<number | undefined> {
  const open = openFiles({ [conf]: "", ...files });
  open.service.open(new SourceDocument(`file://${opened}`, "yaml", 1, String(files[opened])));
  return (await open.service.summary(`file://${conf}`))?.serverVersion.value;
}

test.each([
  ["- db/postgres.yml", "/repo/db/postgres.yml", mount],
  ["- path: ./db/postgres.yml", "/repo/db/postgres.yml", mount],
  [
    "- path: [db/postgres.yml, db/more.yml]\n",
    "/repo/db/postgres.yml",
    "volumes: [/other:/var/lib/postgresql/data/postgresql.conf]",
  ],
  ["- path: parts/postgres.yml\n  project_directory: db", "/repo/parts/postgres.yml", mount],
  ["- path: parts/postgres.yml\n  project_directory: ./db/", "/repo/parts/postgres.yml", mount],
  ["- db/all.yml", "/repo/db/more/postgres.yml", mount.replace("./", "../")],
  [`- \${PLACE:-db}/postgres.yml`, "/repo/db/postgres.yml", mount],
])("what a file of include mounts counts for a plain file: %s", async (include, name, lines) => {
  const files = {
    [compose]: `include:\n${include.replace(/^/gm, "  ")}\n`,
    [name]: service(lines, "image: postgres:15"),
    "/repo/db/more.yml": service(mount, "restart: always"),
    "/repo/db/all.yml": "include: [more/postgres.yml]\n",
  };
  expect(await versionOf(files)).toBe(15);
  expect(await versionOf({ ...files, [compose]: "include: []\n" })).not.toBe(15);
});

test.each([
  ["db/more.yml", 15],
  ["https://example.com/more.yml", undefined],
  ["oci://example.com/more", undefined],
  ["git@example.com:more.git", undefined],
  [`\${ELSEWHERE}/more.yml`, undefined],
])("a file that is included together with %s", async (other, version) => {
  const files = {
    [compose]: `include:\n  - path: ["${other}", db/postgres.yml]\n`,
    "/repo/db/more.yml": service(mount, "restart: always"),
    "/repo/db/postgres.yml": service(mount.replace("./", "/repo/db/"), "image: postgres:15"),
  };
  const without = await versionOf({ ...files, [compose]: "include: []\n" });
  expect(await versionOf(files)).toBe(version ?? without);
});

test.each([
  ["- db/postgres.yml", "TAG=14", 14],
  ["- db/postgres.yml", "", 13],
  ["- path: db/postgres.yml\n  env_file: db.env", "", 15],
  ["- path: db/postgres.yml\n  env_file: [db.env, other.env]", "", 17],
  ["- path: db/postgres.yml\n  env_file: db.env", "TAG=14", 14],
  ["- path: db/postgres.yml\n  env_file: none.env", "", 16],
])("variables of a file of include: %s with %s", async (include, env, version) => {
  const files = {
    [compose]: `include:\n${include.replace(/^/gm, "  ")}\n`,
    "/repo/db/postgres.yml": service(mount, `image: postgres:\${TAG:-16}`),
    "/repo/.env": env,
    "/repo/db.env": "TAG=15",
    "/repo/other.env": "TAG=17",
    "/repo/db/.env": "TAG=13",
  };
  expect(await versionOf(files)).toBe(version);
});

test("a service is put together with the one of its name that is included", async () => {
  const files = {
    [compose]: `include: [postgres.yml]\n${service("command: -c ssl_min_protocol_version=TLSv1.9", "restart: always")}`,
    "/repo/postgres.yml": service("environment:\n  POSTGRES_HOST_AUTH_METHOD: trust"),
  };
  expect(await shown(files)).toEqual(["TLSv1.9: conf-choice-invalid"]);
  expect(await shown(files, "/repo/postgres.yml")).toEqual(["trust: hba-trust-remote"]);
});

test("files that include one another are read once", async () => {
  const files = {
    [compose]: `include: [postgres.yml, postgres.yml]\n${service("command: -c sssl=on")}`,
    "/repo/postgres.yml": "include: [compose.yaml, postgres.yml]\n",
  };
  expect(await shown(files)).toEqual(["sssl: conf-setting-unknown"]);
});

const trust = "environment:\n  POSTGRES_HOST_AUTH_METHOD: trust";
const scram = service("environment:\n  POSTGRES_HOST_AUTH_METHOD: scram-sha-256", "restart: always");

test.each([
  ["COMPOSE_FILE=compose.yaml:prod.yml", []],
  ["COMPOSE_FILE=./compose.yaml;prod.yml", []],
  ["COMPOSE_FILE=compose.yaml,prod.yml\nCOMPOSE_PATH_SEPARATOR=,", []],
  ["COMPOSE_FILE=prod.yml:compose.yaml", ["trust: hba-trust-remote"]],
  ["COMPOSE_FILE=compose.yaml", ["trust: hba-trust-remote"]],
  ["COMPOSE_FILE=prod.yml", ["trust: hba-trust-remote"]],
  ["", []],
])("the files that .env names are put together: %s", async (env, expected) => {
  const files = {
    [compose]: service(trust),
    "/repo/prod.yml": scram,
    "/repo/compose.override.yaml": scram,
    "/repo/.env": env,
  };
  expect(await shown(files)).toEqual(expected);
});

test("relative paths of all files begin at the first", async () => {
  const files = {
    "/repo/db/base.yml": service("restart: always", "image: postgres:14"),
    "/repo/prod.yml": service(mount, "restart: always"),
    "/repo/.env": "COMPOSE_FILE=db/base.yml:prod.yml",
  };
  expect(await versionOf(files, "/repo/prod.yml")).toBe(14);
});

test.each([
  ["environment: !reset null", []],
  ["environment: !reset {}", []],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: !reset null", []],
  ["environment: !override\n  POSTGRES_PASSWORD: x", []],
  ["environment: !override\n  POSTGRES_HOST_AUTH_METHOD: trust", ["trust: hba-trust-remote"]],
  [
    "environment:\n  POSTGRES_PASSWORD: x\n  POSTGRES_HOST_AUTH_METHOD: !override trust",
    ["trust: hba-trust-remote"],
  ],
  ["command: !override postgres -c ssl_min_protocol_version=TLSv1.9", ["TLSv1.9: conf-choice-invalid"]],
  ["command: !override [postgres, -c, ssl_min_protocol_version=TLSv1.9]", ["TLSv1.9: conf-choice-invalid"]],
  ["command: !reset postgres -c ssl_min_protocol_version=TLSv1.9", []],
])("a tag of the override file: %s", async (lines, expected) => {
  const override = "/repo/compose.override.yaml";
  const files = { [compose]: service(trust), [override]: service(lines, "restart: always") };
  expect(await shown(files, override)).toEqual(expected);
  const isGone = /environment: !|AUTH_METHOD/.test(lines);
  expect(await shown(files)).toEqual(isGone ? [] : ["trust: hba-trust-remote"]);
});

test.each(["!reset null", "!override\n    image: nginx"])("a service with %s", async (tagged) => {
  const override = `services:\n  db: ${tagged}\n`;
  expect(await shown({ [compose]: service(trust), "/repo/compose.override.yaml": override })).toEqual([]);
});

const names = (count: number) => Array.from({ length: count }, (_, at) => `part${at}.yaml`);
const parts = (count: number, text: (at: number) => string) =>
  Object.fromEntries(names(count).map((name, at) => [`/repo/${name}`, text(at)]));
const extending = (at: number) =>
  `services:\n  db:\n    image: postgres:16\n    extends: {file: part${at + 1}.yaml, service: db}\n`;
const hostile = service("command: postgres -c sssl=on");

test.each([
  ["20 files of COMPOSE_FILE", { "/repo/.env": `COMPOSE_FILE=compose.yaml:${names(19).join(":")}` }, false],
  ["21 files of COMPOSE_FILE", { "/repo/.env": `COMPOSE_FILE=compose.yaml:${names(20).join(":")}` }, true],
  [
    "20 files of include",
    { [compose]: `include: [${names(20).join(", ")}]\n${hostile}`, ...parts(20, () => "") },
    false,
  ],
  [
    "21 files of include",
    { [compose]: `include: [${names(21).join(", ")}]\n${hostile}`, ...parts(21, () => "") },
    true,
  ],
  [
    "9 files that are extended",
    { [compose]: extending(-1), ...parts(8, extending), "/repo/part8.yaml": service("") },
    false,
  ],
  [
    "12 files that are extended",
    { [compose]: extending(-1), ...parts(11, extending), "/repo/part11.yaml": service("") },
    true,
  ],
  [
    "a long variable",
    { "/repo/.env": `TAG=${"x".repeat(4097)}`, [compose]: hostile.replace("postgres:16", "postgres:$TAG") },
    true,
  ],
  ["a long variable that nobody wants", { "/repo/.env": `OTHER=${"x".repeat(4097)}` }, false],
  [
    "long files beside it",
    {
      "/repo/.env": `A=b\n${"#".repeat(1_999_990)}`,
      "/repo/compose.override.yaml": `${hostile}#${"#".repeat(1000)}`,
    },
    true,
  ],
] as const)("what of a project is not read is reported: %s", async (_, files, isReported) => {
  const found = await shown({ [compose]: hostile, ...files });
  expect(found.filter((one) => one.endsWith(": check-incomplete"))).toHaveLength(isReported ? 1 : 0);
});
