import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { attempt } from "../support/connect.ts";
import { createService } from "../support/openService.ts";
import { server } from "../support/postgres.ts";
import { certificateOf, placeSetup, prepareFolder } from "./connectionFolder.ts";

/** Who runs the tests has this name for `peer`, whatever user it is. */
const maps = "m alice alice\nm /^.*$ postgres\n";
const hba = "local all all peer map=m\nhostssl all alice all cert map=m\nhostssl all bob all cert\n";
const bob = { user: "bob", database: "bob", cert: "bob" };
const alice = { user: "alice", database: "alice", cert: "alice" };

const cases: readonly (readonly [what: string, ident: string, version: number, isUsable: boolean])[] = [
  ["all lines are right", maps, 13, true],
  ["all lines are right", maps, 18, true],
  ["a line lacks its last column", `${maps}m bob\n`, 13, false],
  ["a line lacks its last column", `${maps}m bob\n`, 18, false],
  ["a regular expression is broken", `${maps}m /^( bob\n`, 13, false],
  ["a regular expression is broken", `m /^( bob\n${maps}`, 18, false],
  ["the database user is a broken expression", `m bob /^(\n${maps}`, 13, true],
  ["the database user is a broken expression", `m bob /^(\n${maps}`, 18, false],
  ["an included file is missing", `${maps}include none\n`, 18, false],
  ["a line of another map is broken", `${maps}other bob\n`, 18, false],
];

test.each(cases)(
  "where %s (%j), a server started with it (%i) lets in by its maps: %s",
  async (_, ident, version, isUsable) => {
    const postgres = await server(version as 13 | 18);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    await placeSetup({ name: "", hba, ident, clients: [] }, data, give);
    const running = await postgres.start(data, { tcp: true });
    try {
      const overTls = (client: typeof bob) =>
        attempt({ ...client, to: running.port, tls: certificateOf(client) ?? {} });
      const socket = join(running.socketFolder, `.s.PGSQL.${running.port}`);
      const expected = isUsable ? "lets in" : "refuses";
      expect(await attempt({ to: socket, user: "postgres", database: "postgres" })).toBe(expected);
      expect(await overTls(alice)).toBe(expected);
      expect(await overTls(bob)).toBe("lets in");
    } finally {
      await running.stop();
    }
    const service = createService(nodeHost, { openssl: "1.1.1", serverBuild: new Set(["ssl"]) });
    const uri = pathToFileURL(join(data, "pg_hba.conf")).href;
    const shown = ((await service.diagnose(uri)) ?? []).filter(
      ({ serverEffect }) => serverEffect === "connection-error",
    );
    expect(shown.map(({ line }) => line)).toEqual(isUsable ? [] : [0, 1]);
    expect(await service.outcome(uri)).toMatchObject({
      start: "starts",
      connections: isUsable ? "as-configured" : "some-refused",
    });
  },
);
