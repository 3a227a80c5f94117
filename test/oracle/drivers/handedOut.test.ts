import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientAdvice } from "../../../server/src/setup/plan.ts";
import type { SetupDriver } from "../../../server/src/setup/request.ts";
import { type RunningServer, server } from "../../support/postgres.ts";
import { setUp } from "../../support/setUp.ts";
import { temporaryFolder } from "../../support/unprivileged.ts";
import { debianDrivers, nodeDrivers } from "./driverPrograms.ts";

/** The words that are handed out for each driver that is to be had here. */
const names: Readonly<Record<string, SetupDriver>> = {
  "node-postgres 8.23.1": "node-postgres",
  "postgres.js 3.4.9": "postgres.js",
  "psycopg2 2.9.5": "psycopg",
  "psycopg 3.1.7": "psycopg",
  "asyncpg 0.27.0": "asyncpg",
  "pgjdbc 42.5.5": "jdbc",
};
const programs = [...(await nodeDrivers()), ...(await debianDrivers())].flatMap((program) => {
  const name = names[`${program.id} ${program.version}`];
  return name ? [{ program, name }] : [];
});

let running: RunningServer;
let advice: ClientAdvice;
let home: string;
beforeAll(async () => {
  const postgres = await server(18);
  const cluster = await postgres.initdb();
  running = await postgres.start(cluster, { tcp: true });
  home = await temporaryFolder();
  const common = { cluster, authorityFolder: join(home, "ca"), hosts: ["localhost"] };
  await setUp({ ...common, path: "ca" });
  const plan = await setUp({
    ...common,
    path: "client",
    clients: [{ role: "postgres" }],
    drivers: programs.map(({ name }) => name),
    configuration: { access: { method: "cert" }, cleartext: "reject" },
  });
  await running.reload();
  const [first] = plan.clients;
  if (!first) throw new Error("a plan advises no client");
  advice = first;
});
afterAll(() => running?.stop());

/** The words with the files where they are here, and what the reader fills in. */
function textFor(name: SetupDriver): string {
  const text = advice.drivers.find(({ driver }) => driver === name)?.text ?? "";
  const here = advice.copies.reduce((changed, { from, to }) => changed.replaceAll(to, from), text);
  return here.replaceAll("DATABASE", "postgres").replaceAll("5432", String(running.port));
}

test.each(programs)(
  "$program.id $program.version connects with what is handed out, and to nobody with another root",
  async ({ program, name }) => {
    const right = textFor(name);
    const path = (name: string) => advice.copies.find(({ from }) => from.endsWith(name))?.from ?? "";
    const foreign = right.replaceAll(path("root.crt"), path("postgres.crt"));
    const requests = [right, foreign].map((text) =>
      text.startsWith("{") ? { code: text.slice(1, -1), rest: {} } : { string: text },
    );
    const [believed, other] = await program.connect(requests, home);
    expect(believed).toEqual({ ssl: true });
    expect(other?.ssl).toBeUndefined();
  },
);
