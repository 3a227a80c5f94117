import { compareStates } from "../../server/src/core/index.ts";
import type { ConnectionChange } from "../../server/src/core/model/connectionChange.ts";
import { clientPem } from "./fixtures/clientCertificates.ts";
import { materialBytes } from "./fixtures/materials.ts";
import { type ClusterOptions, type Files, type OpenCluster, openCluster, toUri } from "./openService.ts";

/** Two clusters in memory and what changes from one to the other. */
export interface Compared {
  readonly before: OpenCluster;
  readonly after: OpenCluster;
  readonly changes: readonly ConnectionChange[];
}

/** Compares two clusters; a text is a pg_hba.conf. */
export async function compared(
  before: string | Files,
  after: string | Files,
  options: ClusterOptions = {},
): Promise<Compared> {
  const [one, other] = [before, after].map((files) =>
    openCluster(typeof files === "string" ? { "pg_hba.conf": files } : files, options),
  ) as [OpenCluster, OpenCluster];
  const [was, is] = await Promise.all(
    [one, other].map(({ service }) => service.connectionState(toUri("pg_hba.conf"))),
  );
  if (!was || !is) throw new Error("there is no pg_hba.conf");
  return { before: one, after: other, changes: compareStates(was, is) };
}

/** A change in one line: effect, kinds, database, user, addresses, and the lines before and after. */
export function inOneLine({
  effect,
  type,
  database,
  user,
  before,
  after,
  ...change
}: ConnectionChange): string {
  const { addresses, except = [], certificate, serverName } = change;
  const from = `${addresses.join(" ")}${except.length > 0 ? ` except ${except.join(" ")}` : ""}`;
  const line = (place: typeof before) => (place ? place.line + 1 : "-");
  return [
    `${effect} ${type} ${database} ${user}`,
    ...(from === "" ? [] : [from]),
    ...(certificate === undefined ? [] : [`certificate ${certificate}`]),
    ...(serverName === undefined ? [] : [`host ${serverName}`]),
    `${line(before)}>${line(after)}`,
  ].join("; ");
}

/** A cluster with TLS, its CA for clients among the fixtures. */
export function withTls(hba: string, authorities = "root", settings = ""): Files {
  return {
    "pg_hba.conf": hba,
    "postgresql.conf": `ssl = on\n${authorities && "ssl_ca_file = 'ca.crt'\n"}${settings}`,
    "ca.crt": clientPem(authorities || "root"),
    "list.crl": clientPem("root-crl"),
    "server.crt": materialBytes("leaf"),
    "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
  };
}
