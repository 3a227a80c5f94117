import { createLanguageService, defaultProjectSettings } from "../../server/src/core/index.ts";
import type { BuildFeature, OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import type { ServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { loadPki } from "../../server/src/pki/loadPki.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import type { JudgeOptions, Kind } from "./judge.ts";

/** What pgssl says that the server does. */
export interface ProductVerdict {
  /** From 1. */
  readonly line: number;
  readonly effect: "line-error" | "start-error" | "connection-error";
  readonly rule: string;
  readonly message: string;
}

/** What the judged server is, beside the surroundings of the text. */
export interface ProductOptions extends JudgeOptions {
  readonly version: ServerVersion;
  readonly build: readonly BuildFeature[];
  readonly openssl: OpenSslFamily;
}

const fileNames: Readonly<Record<Kind, string>> = {
  "pg-hba": "pg_hba.conf",
  "pg-ident": "pg_ident.conf",
  "postgresql-conf": "postgresql.conf",
};

/** pgssl's findings with a server effect in one text, which stands in a data directory with the settings and files given. */
export async function productVerdict(
  kind: Kind,
  text: string,
  { version, build, openssl, settings = {}, files = {} }: ProductOptions,
): Promise<ProductVerdict[]> {
  const assignments = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  const host = new MemoryHost({
    "/data/PG_VERSION": `${version}\n`,
    "/data/postgresql.conf": assignments.join(""),
  });
  for (const [name, content] of Object.entries(files)) host.write(`/data/${name}`, content);
  host.write(`/data/${fileNames[kind]}`, text);
  const service = createLanguageService(host, loadPki);
  service.settings = {
    ...defaultProjectSettings,
    serverVersion: version,
    serverBuild: new Set(build),
    openssl,
  };
  const found = await service.diagnose(`file:///data/${fileNames[kind]}`);
  if (!found) throw new Error(`pgssl does not see ${fileNames[kind]}`);
  return found.flatMap(({ line, serverEffect, rule, message }) =>
    serverEffect === null ? [] : [{ line: line + 1, effect: serverEffect, rule, message }],
  );
}
