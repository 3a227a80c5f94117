import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { embeddedServers, embeddedVersions } from "../support/servers.ts";
import { projectRoot } from "../support/tools.ts";

describe.each(embeddedVersions)("PostgreSQL %i", (version) => {
  test("answers in single mode, starts, reloads and refuses to start", async () => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const [row] = await postgres.single(data, "select current_setting('server_version') as version");
    expect(embeddedServers[version]).toContain(row?.version);
    await expect(postgres.single(data, "select no_such_thing")).rejects.toThrow("no_such_thing");

    const running = await postgres.start(data, { tcp: true });
    await writeFile(join(data, "pg_hba.conf"), "nonsense\n");
    expect(await running.reload()).toContain('invalid connection type "nonsense"');
    expect(running.running).toBe(true);
    await running.stop();
    expect(running.running).toBe(false);

    const refused = await postgres.tryStart(data);
    expect(refused.started).toBe(false);
    expect(refused.log).toContain('invalid connection type "nonsense"');
    await writeFile(join(data, "pg_hba.conf"), "local all all trust\n");
    expect((await postgres.tryStart(data)).started).toBe(true);
  });
});

test("a server ends with the process that started it, however that ends", async () => {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(projectRoot, "test/oracle/startAndWait.ts")],
    {
      cwd: projectRoot,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const [pid, data] = await new Promise<string[]>((resolve) =>
    child.stdout.once("data", (chunk) => resolve(String(chunk).trim().split(" "))),
  );
  expect(existsSync(`${data}/postmaster.pid`)).toBe(true);
  child.kill("SIGKILL");
  for (let wait = 0; wait < 100 && isAlive(Number(pid)); wait++) await delay(50);
  expect(isAlive(Number(pid))).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
