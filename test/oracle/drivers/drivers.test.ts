import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Driver } from "../../../server/src/core/data/drivers/driver.ts";
import { drivers } from "../../../server/src/core/data/drivers/drivers.ts";
import { projectRoot } from "../../support/tools.ts";
import { connectionOutcome, type ServerOffer } from "./connectionOutcome.ts";
import { debianDrivers, nodeDrivers } from "./driverPrograms.ts";
import { type DriverServers, type ServerState, startDriverServers } from "./driverServers.ts";
import { attemptsOf, type DriverResult, tryDriver } from "./tryDriver.ts";

/** What the servers offer to a client that trusts one CA, or none. */
const offers: Readonly<Record<ServerState, ServerOffer>> = {
  right: { tls: true, chain: true, name: true },
  "wrong name": { tls: true, chain: true, name: false },
  "unknown CA": { tls: true, chain: false, name: true },
  "no TLS": { tls: false, chain: false, name: false },
};

/** What the rows say of each mode that is tried, in the form in which it is recorded. */
function foretold({ modes, rootOption }: Driver): Readonly<Record<string, DriverResult>> {
  const ofMode = (mode: Driver["modes"][number]) =>
    attemptsOf(mode, rootOption)
      .map(({ hasRoot, state }) => {
        const offer = offers[state];
        return connectionOutcome(mode, hasRoot, { ...offer, chain: hasRoot && offer.chain })[0];
      })
      .join("");
  return Object.fromEntries(modes.map((mode) => [mode.written, ofMode(mode)]));
}

const file = join(projectRoot, "test/oracle/fixtures/drivers.json");
const recorded = JSON.parse(await readFile(file, "utf8")) as Record<string, Record<string, DriverResult>>;
const tried = drivers.filter((driver) => driver.tried);

test.each(tried)("the row of $name $tried says what that did (recorded)", (driver) => {
  expect(recorded[`${driver.id} ${driver.tried}`]).toEqual(foretold(driver));
});

const programs = [...(await nodeDrivers()), ...(await debianDrivers())];
let servers: DriverServers;
beforeAll(async () => {
  servers = await startDriverServers();
});
afterAll(() => servers?.stop());

test.each(programs)("$id $version does what its row says", async (program) => {
  const row = tried.find(({ id, tried }) => id === program.id && tried === program.version);
  if (!row) throw new Error("no row");
  expect(Object.fromEntries(await tryDriver(row, program, servers))).toEqual(foretold(row));
});
