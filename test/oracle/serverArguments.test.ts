import { expect, test } from "vitest";
import { openManifest } from "../support/embedded.ts";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";

/** Arguments of a server, of which some are refused by all versions or by some. */
const lists: readonly (readonly string[])[] = [
  [],
  ...[
    "ssl=on",
    "ssl",
    "=on",
    "",
    "ssl=",
    "ssl =on",
    "ssl= on",
    " ssl=on",
    "ssl='on'",
    "sssl=on",
    "work-mem=4MB",
    "my.x=1",
  ].map((word) => ["-c", word]),
  ["-cssl=on"],
  ["-c", "ssl", "=", "on"],
  ["-c", "ssl", "on"],
  ["-c", "ssl=", "on"],
  ["-c"],
  ["--ssl", "on"],
  ["--ssl"],
  ["--ssl=on"],
  ["--SSL=on"],
  ["--ssl-min-protocol-version=TLSv1.3"],
  ["--foo=bar"],
  ["-l"],
  ["-l", "on"],
  ["-lc", "work_mem=4MB"],
  ["-lx"],
  ["-clc"],
  ["-p", "x"],
  ["-p", "5433"],
  ["-p", "70000"],
  ["-p"],
  ["-N", "x"],
  ["-N10"],
  ["-h", "*"],
  ["-S", "1MB"],
  ["-B", "64"],
  ["-d", "3"],
  ["-o", "-c ssl=on"],
  ["-n"],
  ["-x"],
  ["-Fi"],
  ["-W", "1"],
  ["-W", "x"],
  ["-O", "-P", "-T", "-s", "-e", "-E", "-j", "-b"],
  ["word"],
  ["postgres"],
  ["word", "-c", "work_mem=4MB"],
  ["--", "-c", "work_mem=4MB"],
  ["-"],
];

test.each(embeddedVersions)("what PostgreSQL %i refuses of its arguments", async (version) => {
  const postgres = await server(version);
  const data = await postgres.initdb();
  for (const list of lists) {
    // Only the value of a setting is printed, so that no server has to come up.
    const isRefused = await postgres.run(["-D", data, "-C", "work_mem", ...list]).then(
      () => false,
      () => true,
    );
    const command = JSON.stringify(["postgres", ...list]);
    const findings = await openManifest(
      `services:\n  db:\n    image: postgres:${version}\n    command: ${command}\n`,
    ).findings();
    const errors = findings.filter(({ severity }) => severity === "error");
    expect.soft(errors.length > 0, `${version}: ${command}`).toBe(isRefused);
  }
});
