import type { Driver, DriverMode } from "./driver.ts";
import { drivers } from "./drivers.ts";

/** The options of a string by their names, as they are written. */
export type DriverOptions = ReadonlyMap<string, string>;

/**
 * The mode of a driver that the options of a string choose; `undefined` where they are combined in a way that no row has. Where both are
 * given, `sslmode` decides and `ssl` has no effect.
 */
export function driverMode({ modes }: Driver, given: DriverOptions): DriverMode | undefined {
  const inStrings = modes.filter(({ inCode }) => !inCode).map((mode) => ({ mode, options: optionsOf(mode) }));
  const names = new Set(inStrings.flatMap(({ options }) => [...options.keys()]));
  const decisive = [...given].filter(
    ([name]) => names.has(name) && !(name === "ssl" && given.has("sslmode")),
  );
  return inStrings.find(
    ({ options }) =>
      options.size === decisive.length && decisive.every(([name, value]) => options.get(name) === value),
  )?.mode;
}

/** The options of a mode that is part of a URI, or of a string of Npgsql: `sslmode=require&sslaccept=strict`. */
function optionsOf({ written }: DriverMode): DriverOptions {
  const pairs = written.split(/[&;]/).filter((pair) => pair !== "");
  return new Map(pairs.map((pair) => [pair.split("=", 1)[0] ?? "", pair.replace(/^[^=]*=/, "")]));
}

/** Whether the options of a string name a root certificate. */
export function namesRoot({ rootOption }: Driver, given: DriverOptions): boolean {
  return rootOption !== undefined && (given.get(rootOption) ?? "") !== "";
}

/** The rows of a driver, oldest version first. */
export function rowsOfDriver(id: string): readonly Driver[] {
  return drivers.filter((driver) => driver.id === id);
}

/** The drivers that have rows. */
export const driverIds: readonly string[] = [...new Set(drivers.map(({ id }) => id))];
