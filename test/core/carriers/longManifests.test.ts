import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join("");

const task = (at: number) => `- postgresql_pg_hba: {dest: x, contype: host, users: u${at}, method: md5}\n`;
const entry = (at: number) => `  - {type: host, database: d${at}, user: u, address: all, auth_method: md5}\n`;
const service = (name: string, lines: string) => `  ${name}:\n    image: ${lines}\n`;

test.each<[what: string, text: (count: number) => string, limit: number, place: string]>([
  ["tasks of Ansible", (count) => times(count, task), 60, "postgresql_pg_hba"],
  [
    "items of a variable of Ansible",
    (count) => `postgresql_hba_entries:\n${times(count, entry)}`,
    3_000,
    "postgresql_hba_entries",
  ],
  [
    "services of Compose",
    (count) =>
      `services:\n${times(count - 1, (at) => service(`s${at}`, "redis"))}${service("db", "postgres")}`,
    1_000,
    "db",
  ],
  [
    "entries of a list of a service",
    (count) =>
      `services:\n${service("db", "postgres")}    command: -c ssl=on\n    volumes:\n${times(count, (at) => `      - ./${at}:/${at}\n`)}`,
    1_000,
    "db",
  ],
])("%s: what is more than is read is reported once", async (_, text, limit, place) => {
  const incomplete = async (count: number) =>
    (await openManifest(text(count)).shown()).filter((shown) => shown.endsWith(": check-incomplete"));
  expect(await incomplete(limit)).toEqual([]);
  expect(await incomplete(limit + 1)).toEqual([`${place}: check-incomplete`]);
});
