import { toDriverOptions, writtenOptions } from "../../carriers/strings/driverOptions.ts";
import { foundText } from "../../carriers/strings/foundString.ts";
import { mapVerbatim } from "../../carriers/strings/mappedText.ts";
import { connectionKeyword } from "../../data/connectionKeywords.ts";
import type { DriverMode, Verified } from "../../data/drivers/driver.ts";
import { driverMode, namesRoot, rowsOfDriver } from "../../data/drivers/driverMode.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { describeDriver, describeDriverMode } from "../describe/describeDriver.ts";

/** A URI as a driver reads it. */
export interface DriverReading {
  /** The driver and what it does: `JDBC (pgjdbc) 42.2.5 and later: encrypted, certificate not verified`. */
  readonly words: string;
  /** The string with which libpq does the same; absent where libpq has none. */
  readonly text?: string;
  /** The driver refuses to connect with the string, whatever the server is. */
  readonly isRefused?: true;
}

/** Reads a URI as the newest version of a driver that the rows know does; `undefined` where they do not say what it does. */
export function asDriverReads(text: string, id: string): DriverReading | undefined {
  const row = rowsOfDriver(id).at(-1);
  const string = foundText(mapVerbatim(text, 0, text.length), "application");
  const question = string.text.indexOf("?");
  const options = writtenOptions(string, newestServerVersion);
  const given = toDriverOptions(options);
  const mode = row && driverMode(row, given);
  if (!row || !mode || !string.text.startsWith("postgres")) return undefined;
  const hasRoot = namesRoot(row, given);
  const words = `${describeDriver(row)}: ${describeDriverMode(mode, hasRoot)}`;
  if (!mode.encrypts || (mode.needsRoot && !hasRoot)) return { words, isRefused: true };
  const verified = (hasRoot && mode.withRoot) || mode.verifies;
  const sslmode = libpqMode((hasRoot && mode.encryptsWithRoot) || mode.encrypts, verified);
  if (!sslmode) return { words };
  const own = new Set([row.rootOption, ...row.options]);
  const others = options.filter(
    ({ name }) => !own.has(name) && !/^ssl/.test(name) && connectionKeyword(name, newestServerVersion),
  );
  const root = row.rootOption === undefined ? undefined : given.get(row.rootOption);
  const query = [
    ...others.map(({ name, value }) => `${name}=${value}`),
    `sslmode=${sslmode}`,
    ...(verified !== "nothing" && root ? [`sslrootcert=${root}`] : []),
  ];
  const head = question < 0 ? string.text : string.text.slice(0, question);
  return { words, text: `${head}?${query.join("&")}` };
}

/** The `sslmode` with which libpq encrypts and verifies as much; none that verifies has a fallback. */
function libpqMode(encrypts: NonNullable<DriverMode["encrypts"]>, verified: Verified): string | undefined {
  if (encrypts === "never") return "disable";
  if (encrypts === "always") return { nothing: "require", chain: "verify-ca", name: "verify-full" }[verified];
  if (verified !== "nothing") return undefined;
  return encrypts === "if-demanded" ? "allow" : "prefer";
}
