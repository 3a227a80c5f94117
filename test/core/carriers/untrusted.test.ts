import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { everythingShown } from "../../support/everythingShown.ts";
import { type Files, openFiles } from "../../support/openService.ts";

const folder = "/outer/work/db";

const files: Files = {
  [`${folder}/postgresql.conf`]: "ssl = on\n",
  [`${folder}/pg_hba.conf`]: "local all all peer\n",
  "/outer/compose.yaml": "services: {db: {image: 'postgres:16', volumes: ['./work/db:/etc/db']}}\n",
  "/outer/Dockerfile": "FROM postgres:16\nCOPY work/db/postgresql.conf /etc/postgresql.conf\n",
  "/outside/compose.yaml": "services: {db: {image: 'postgres:15', command: 'postgres -c ssl=off'}}\n",
  "/outside/.env": "TAG=15\n",
  "/outside/Dockerfile": "FROM postgres:15\n",
  "/outside/pg_hba.conf": "host all all all trust\n",
  "/outside/x": "ssl = maybe\n",
};

/** The calls of the file system for what is outside of `/outer/work`, while all is shown of a Compose file and the files of ours beside it. */
async function callsOutside(compose: string, dotenv: string, trusted: boolean): Promise<string[]> {
  const name = `${folder}/compose.yaml`;
  const { service, host } = openFiles(
    { ...files, [name]: compose, [`${folder}/.env`]: dotenv },
    { roots: ["file:///outer/work"], trusted },
  );
  const calls = new Set<string>();
  for (const call of ["readFile", "readText", "readDirectory", "stat", "realUri", "namesThere"] as const) {
    const original = host[call].bind(host) as (...given: unknown[]) => Promise<never>;
    host[call] = (uri: string, ...more: unknown[]) => {
      calls.add(`${call} ${uri}`);
      return original(uri, ...more);
    };
  }
  service.open(new SourceDocument(`file://${name}`, "yaml", 1, compose));
  await service.diagnose(`file://${name}`);
  await everythingShown(service, `file://${folder}/postgresql.conf`);
  return [...calls].filter((call) => call.includes(" file:") && !call.includes("/outer/work"));
}

const service = (lines: string) =>
  `services:\n  db:\n    image: postgres:16\n    command: postgres -c ssl=on\n${lines}`;

test.each([
  ["include", `include: [../../../outside/compose.yaml]\n${service("")}`, "", "compose.yaml"],
  ["env_file of include", `include: [{path: a, env_file: /outside/.env}]\n${service("")}`, "", ".env"],
  [
    "extends",
    service("    extends:\n      file: /outside/compose.yaml\n      service: db\n"),
    "",
    "compose.yaml",
  ],
  ["env_file", service("    env_file: ../../../outside/.env\n"), "", ".env"],
  ["build", service("    build: /outside\n").replace(/.*image.*\n/, ""), "", "Dockerfile"],
  [
    "volumes",
    service("    volumes: [/outside/pg_hba.conf:/h]\n").replace("ssl=on", "hba_file=/h"),
    "",
    "pg_hba.conf",
  ],
  [
    "configs",
    `${service("    configs: [{source: c, target: /c}]\n").replace("ssl=on", "config_file=/c")}configs: {c: {file: /outside/x}}\n`,
    "",
    "x",
  ],
  ["COMPOSE_FILE", service(""), "COMPOSE_FILE=compose.yaml:/outside/compose.yaml\n", "compose.yaml"],
])(
  "what %s names outside is looked for in a trusted workspace alone",
  async (_what, compose, dotenv, named) => {
    const trusted = await callsOutside(compose, dotenv, true);
    expect(trusted).toContain(`stat file:///outside/${named}`);
    expect(trusted).toContain("namesThere file:///outer");
    const ofPlainFiles = /^stat file:\/\/\/(?:outer\/)?(?:\.pgssl\.json|postgresql\.conf)$/;
    expect((await callsOutside(compose, dotenv, false)).filter((call) => !ofPlainFiles.test(call))).toEqual(
      [],
    );
  },
);
