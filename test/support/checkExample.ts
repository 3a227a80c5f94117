import { pathToFileURL } from "node:url";
import type { LanguageService } from "../../server/src/core/index.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import type { Outcome } from "../../server/src/core/model/outcome.ts";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import { toServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { type Example, parseExample } from "./annotated.ts";
import { memoryFiles } from "./exampleFiles.ts";
import { materialTime } from "./fixtures/materials.ts";
import { loadPkiOnce } from "./loadPkiOnce.ts";
import { createService, openFiles } from "./openService.ts";

/** What the engine says of a data directory. */
export interface EngineResult {
  readonly findings: readonly Diagnostic[];
  readonly outcome: Outcome;
}

/**
 * What the engine says of an example, which is there in memory only, for a server that has nothing but SSL built in;
 * `undefined` for an example that is meant for another version or library.
 */
export async function checkExample(
  text: string,
  version: number,
  openSsl: OpenSslFamily,
): Promise<EngineResult | undefined> {
  const example = parseExample(text, "postgresql-conf");
  if (!isMeantFor(example, version, openSsl)) return undefined;
  // `initdb` writes one, and a server says at a reload when it is gone.
  const hasIdent = example.files.some(({ path }) => path.startsWith("pg_ident.conf"));
  const files = { ...(!hasIdent && { "pg_ident.conf": "" }), ...memoryFiles(example), ...devices };
  const { service } = openFiles(files, settingsFor(version, openSsl), materialTime);
  return check(service, "file:///data/postgresql.conf");
}

const devices = { "/dev/null": { kind: "other" } } as const;

/** The same of a data directory on disk. */
export function checkOnDisk(
  configuration: string,
  version: number,
  openSsl: OpenSslFamily,
): Promise<EngineResult> {
  const service = createService(nodeHost, settingsFor(version, openSsl), loadPkiOnce);
  return check(service, pathToFileURL(configuration).href);
}

/** Whether an example is one of a data directory for a version and a library. */
export function isMeantFor(
  { directives, files }: Example,
  serverVersion: number,
  openSsl: OpenSslFamily,
): boolean {
  const { version = serverVersion, openssl = openSsl } = directives;
  const hasMain = files.some(({ path }) => path === "postgresql.conf");
  return hasMain && Number(version) === serverVersion && openssl === openSsl;
}

function settingsFor(version: number, openssl: OpenSslFamily) {
  const serverVersion = toServerVersion(version);
  return { openssl, serverBuild: new Set(["ssl" as const]), ...(serverVersion && { serverVersion }) };
}

async function check(service: LanguageService, uri: string): Promise<EngineResult> {
  const findings: Diagnostic[] = [];
  await service.diagnose(uri);
  for (const member of service.members(uri)) findings.push(...((await service.diagnose(member)) ?? []));
  const outcome = await service.outcome(uri);
  if (!outcome) throw new Error(`${uri}: nothing is known of it`);
  return { findings, outcome };
}
