import type { FileFacts } from "../cluster/cluster.ts";
import type { PathBase } from "../cluster/pathBase.ts";
import type { Records } from "../cluster/records.ts";
import type { StandbyConnection } from "../cluster/standbyConnection.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { readConnectionSetting } from "../syntax/connection/connectionSetting.ts";
import { type ConnectionParameter, lastOfEach } from "../syntax/connection/connectionString.ts";
import type { Facts } from "./facts.ts";
import { lookAround } from "./fileUses.ts";

/** Reads `primary_conninfo` in force and looks at the files of TLS that it names; relative ones are in the data directory. */
export async function gatherStandbyConnection(
  settings: EffectiveSettings,
  members: ReadonlyMap<string, Records>,
  version: ServerVersion,
  base: PathBase,
  facts: Facts,
): Promise<StandbyConnection | undefined> {
  const place = settings.assignment("primary_conninfo")?.place;
  const document = place && members.get(place.uri)?.document;
  const setting = document && readConnectionSetting(scanConfLine(document.lines, place.line), version);
  if (!setting || setting.connection.fault) return undefined;
  const parameters = [...lastOfEach(setting.connection.parameters).values()].map((one) => ({
    ...one,
    valueSpan: setting.toRecord(one.valueSpan),
    ...(one.nameSpan && { nameSpan: setting.toRecord(one.nameSpan) }),
  }));
  const files = new Map<string, FileFacts>();
  for (const parameter of parameters)
    if (namesFile(parameter, version))
      files.set(parameter.value, await lookAround(parameter.name, parameter.value, place, base, facts));
  return { place, parameters, files };
}

/** Whether a value is the path of a file of TLS: not the roots of the operating system, not a key in an engine. */
function namesFile({ name, value }: ConnectionParameter, version: ServerVersion): boolean {
  const keyword = connectionKeyword(name, version);
  if (!keyword?.isTls || !keyword.file || value === "") return false;
  return name === "sslkey" ? !value.includes(":") : !(name === "sslrootcert" && value === "system");
}
