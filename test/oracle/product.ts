import type { BuildFeature, OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";
import type { ServerVersion } from "../../server/src/core/model/serverVersion.ts";
import { fileNames } from "../support/annotated.ts";
import { openCluster, toUri } from "../support/openService.ts";
import type { CheckOptions, Kind } from "./refusals.ts";

/** What pgssl says that the server does. */
export interface ProductResult {
  /** From 1. */
  readonly line: number;
  readonly effect: "line-error" | "start-error" | "connection-error";
  readonly rule: string;
  readonly message: string;
}

/** What the server is, beside the surroundings of the text. */
export interface ProductOptions extends CheckOptions {
  readonly version: ServerVersion;
  readonly build: readonly BuildFeature[];
  readonly openssl: OpenSslFamily;
}

/** pgssl's findings with a server effect in one text, which is in a data directory with the settings and files given. */
export async function productResult(
  kind: Kind,
  text: string,
  { version, build, openssl, settings = {}, files = {} }: ProductOptions,
): Promise<ProductResult[]> {
  const assignments = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  const { service } = openCluster(
    { "postgresql.conf": assignments.join(""), ...files, [fileNames[kind]]: text },
    { version, settings: { serverVersion: version, serverBuild: new Set(build), openssl } },
  );
  const found = await service.diagnose(toUri(fileNames[kind]));
  if (!found) throw new Error(`pgssl does not see ${fileNames[kind]}`);
  return found.flatMap(({ line, serverEffect, rule, message }) =>
    serverEffect === null ? [] : [{ line: line + 1, effect: serverEffect, rule, message }],
  );
}
