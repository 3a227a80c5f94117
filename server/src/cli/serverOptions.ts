import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import {
  createLanguageService,
  describeRule,
  type GivenSettings,
  type LanguageService,
} from "../core/index.ts";
import { type Severity, severities } from "../core/model/diagnostic.ts";
import {
  type BuildFeature,
  buildFeatures,
  type OpenSslFamily,
  openSslFamilies,
  packagedBuild,
} from "../core/model/serverBuild.ts";
import { type ServerVersion, serverVersions, toServerVersion } from "../core/model/serverVersion.ts";
import { toUri } from "../disk/fileUri.ts";
import { promptHost } from "../disk/promptHost.ts";
import { loadPki } from "../pki/loadPki.ts";

/** The options that describe a server, by the names of the settings. */
export interface ServerOptions {
  readonly serverVersion?: ServerVersion;
  readonly serverBuild?: ReadonlySet<BuildFeature>;
  readonly openssl?: OpenSslFamily;
  readonly serverUser?: string;
  readonly dataDirectory?: string;
  readonly pathMapping?: Readonly<Record<string, string>>;
}

/** The options that say how findings are rated. */
export interface RuleOptions {
  readonly rule?: Readonly<Record<string, Severity | "off">>;
  /** Days. */
  readonly expiryWarningDays?: number;
}

/** The options of commands that read a cluster. Each is the setting of that name, and goes before `.pgssl.json`. */
export function serverOptions(): Option[] {
  return [
    versionOption(),
    new Option(
      "--server-build <FEATURES>",
      `what the server was compiled with, of ${buildFeatures.join(",")} (default: ${[...packagedBuild].join(",")})`,
    ).argParser(parseBuild),
    new Option("--openssl <FAMILY>", "the family of its OpenSSL (default: 3)").choices(openSslFamilies),
    new Option(
      "--server-user <USER>",
      "the user that the server runs as (default: the owner of the data directory)",
    ),
    new Option(
      "--data-directory <DIR>",
      "the data directory, where it is neither the folder of postgresql.conf nor named there",
    ).argParser((path) => resolve(path)),
    new Option(
      "--path-mapping <FROM=TO>",
      "where files of the server are on this machine, by the beginnings of their paths; may be repeated",
    ).argParser(parseMapping),
  ];
}

/** The version, for commands that read nothing but the text of files. */
export function versionOption(): Option {
  return new Option("--server-version <N>", "the server's major version")
    .choices(serverVersions.map(String))
    .argParser(parseVersion);
}

/** The options of commands that report findings. */
export function ruleOptions(): Option[] {
  return [
    new Option(
      "--rule <ID=SEVERITY>",
      `the severity of a rule: ${[...severities, "off"].join(", ")}; may be repeated`,
    ).argParser(parseRule),
    new Option(
      "--expiry-warning-days <N>",
      "days before the expiry of a certificate or CRL from which there is a warning (default: 30)",
    ).argParser(parseDays),
  ];
}

/** A service for the clusters at these paths, with the settings that the options give. */
export function createService(
  paths: readonly string[],
  {
    serverVersion,
    serverBuild,
    openssl,
    serverUser,
    dataDirectory,
    pathMapping,
    rule,
    expiryWarningDays,
  }: ServerOptions & RuleOptions,
  host = promptHost,
  findClusters?: () => Promise<readonly string[]>,
): LanguageService {
  const service = createLanguageService(host, loadPki, findClusters);
  const named = [dataDirectory, ...Object.values(pathMapping ?? {})].flatMap((path) => path ?? []);
  service.settings = {
    roots: [...paths, ...named].map(toUri),
    ...(serverVersion && { serverVersion }),
    ...(serverBuild && { serverBuild }),
    ...(openssl && { openssl }),
    ...(serverUser !== undefined && { serverUser }),
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(pathMapping && { pathMappings: pathMapping }),
    ...(rule && { rules: rule }),
    ...(expiryWarningDays !== undefined && { expiryWarningDays }),
  } satisfies GivenSettings;
  return service;
}

function parseVersion(value: string): ServerVersion {
  const version = toServerVersion(value);
  if (!version) throw new InvalidArgumentError(`Allowed choices are ${serverVersions.join(", ")}.`);
  return version;
}

function parseBuild(value: string): ReadonlySet<BuildFeature> {
  const words = value.split(",").map((word) => word.trim());
  const unknown = words.find((word) => word !== "" && !buildFeatures.some((feature) => feature === word));
  if (unknown !== undefined) throw new InvalidArgumentError(`No such feature: ${unknown}.`);
  return new Set(buildFeatures.filter((feature) => words.includes(feature)));
}

function parseMapping(value: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [from, to] = pairOf(value, "FROM=TO, a folder on the server and its place here");
  return { ...before, [from]: resolve(to) };
}

function parseRule(
  value: string,
  before: Readonly<Record<string, Severity | "off">> = {},
): Record<string, Severity | "off"> {
  const [id, word] = pairOf(value, "ID=SEVERITY");
  if (!describeRule(id)) throw new InvalidArgumentError(`No such rule: ${id}.`);
  const severity = ([...severities, "off"] as const).find((known) => known === word);
  if (!severity)
    throw new InvalidArgumentError(`The severity is one of ${[...severities, "off"].join(", ")}.`);
  return { ...before, [id]: severity };
}

/** @throws InvalidArgumentError for what is no number of days */
export function parseDays(value: string): number {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError("It is a whole number of days.");
  return Number(value);
}

function pairOf(value: string, form: string): [string, string] {
  const at = value.indexOf("=");
  if (at < 1 || at === value.length - 1) throw new InvalidArgumentError(`It has the form ${form}.`);
  return [value.slice(0, at), value.slice(at + 1)];
}
