import { type Severity, severities } from "../model/diagnostic.ts";
import { buildFeatures, openSslFamilies } from "../model/serverBuild.ts";
import { serverVersions, toServerVersion } from "../model/serverVersion.ts";
import type { GivenSettings, ProjectSettings } from "./projectSettings.ts";

/** What is reported of a name, not of its value. */
export const noSuchSetting = "there is no such setting";

/** Reports what is wrong at a path of keys. */
export type ReportSetting = (path: readonly string[], problem: string) => void;

/** The settings that a user may choose. */
type Chosen = Required<Omit<ProjectSettings, "roots" | "trusted" | "inFile" | "minimumColumnWidth">>;

/** How the value of a setting is read: `undefined` where it is none, and then in words what it should be. */
type Readers = {
  readonly [Name in keyof Chosen]: readonly [
    expected: string,
    read: (value: unknown, report: (key: string, problem: string) => void) => Chosen[Name] | undefined,
  ];
};

const severityWords: readonly (Severity | "off")[] = [...severities, "off"];
const platforms = ["posix", "windows"] as const;

const readers: Readers = {
  serverVersion: [`a major version: ${serverVersions.join(", ")}`, toServerVersion],
  dataDirectory: ["a path", nonEmpty],
  pathMappings: [
    "an object of paths: of the server, and here",
    (value, report) => recordOf(value, nonEmpty, "a path", report),
  ],
  serverBuild: [`an array of ${buildFeatures.join(", ")}`, readBuild],
  openssl: [
    `one of ${openSslFamilies.join(", ")}`,
    (value) => openSslFamilies.find((known) => known === value),
  ],
  serviceFile: ["a path", nonEmpty],
  serverUser: ["a user's name or number", readUser],
  serverPlatform: [`one of ${platforms.join(", ")}`, (value) => platforms.find((known) => known === value)],
  expiryWarningDays: [
    "a number of days",
    (value) => (typeof value === "number" && value >= 0 ? value : undefined),
  ],
  rules: [
    "an object of rules and their severities",
    (value, report) =>
      recordOf(
        value,
        (word) => severityWords.find((known) => known === word),
        `one of ${severityWords.join(", ")}`,
        report,
      ),
  ],
};

/** Reads settings by their names without `pgssl.`; anything of a wrong type or with an unknown name is as if it were not set. */
export function readGivenSettings(value: unknown, report: ReportSetting = () => {}): GivenSettings {
  const found: Record<string, unknown> = {};
  if (!isRecord(value)) {
    report([], "the settings are an object");
    return found;
  }
  for (const [name, given] of Object.entries(value)) {
    if (name === "format") {
      Object.assign(
        found,
        readFormat(given, (key, problem) => report([name, key], problem)),
      );
      continue;
    }
    if (!Object.hasOwn(readers, name)) {
      if (name !== "$schema") report([name], noSuchSetting);
      continue;
    }
    const [expected, read] = readers[name as keyof Readers];
    const setting = read(given, (key, problem) => report([name, key], problem));
    if (setting === undefined) report([name], `the value must be ${expected}`);
    else found[name] = setting;
  }
  return found;
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Characters that a column may be required to have at the most. */
const maxColumnWidth = 100;

/** The settings under `format`. */
function readFormat(
  value: unknown,
  report: (key: string, problem: string) => void,
): Pick<GivenSettings, "minimumColumnWidth"> {
  const { minimumColumnWidth: width, ...others } = isRecord(value) ? value : {};
  for (const name of Object.keys(others)) report(name, noSuchSetting);
  if (typeof width === "number" && Number.isInteger(width) && width >= 0 && width <= maxColumnWidth)
    return { minimumColumnWidth: width };
  if (width !== undefined)
    report("minimumColumnWidth", `the value must be a number from 0 to ${maxColumnWidth}`);
  return {};
}

function readUser(value: unknown): string | number | undefined {
  return typeof value === "number"
    ? Number.isInteger(value) && value > 0
      ? value
      : undefined
    : nonEmpty(value);
}

function readBuild(
  value: unknown,
  report: (key: string, problem: string) => void,
): Chosen["serverBuild"] | undefined {
  if (!Array.isArray(value)) return undefined;
  const isKnown = (word: unknown) => buildFeatures.some((feature) => feature === word);
  for (const [index, word] of value.entries())
    if (!isKnown(word)) report(`${index}`, "there is no such feature");
  return new Set(buildFeatures.filter((feature) => value.includes(feature)));
}

function recordOf<Value>(
  value: unknown,
  read: (value: unknown) => Value | undefined,
  expected: string,
  report: (key: string, problem: string) => void,
): Readonly<Record<string, Value>> | undefined {
  if (!isRecord(value)) return undefined;
  const found: Record<string, Value> = {};
  for (const [key, given] of Object.entries(value)) {
    const entry = read(given);
    if (entry === undefined) report(key, `the value must be ${expected}`);
    else found[key] = entry;
  }
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
