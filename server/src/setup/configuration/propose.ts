import { authFileUri } from "../../core/index.ts";
import type { SetupContext, Target } from "../context.ts";
import type { ConfigurationEdit, Note } from "../plan.ts";
import { shownPath } from "../serverFiles.ts";
import { exposedRecords, type HbaLine, includedName, proposeAccess } from "./access.ts";
import { recordLines } from "./place.ts";
import { proposeSettings } from "./settings.ts";
import { columnsAt, proposeLines } from "./tables.ts";
import type { WantedConfiguration } from "./wanted.ts";

/** What is to be changed, and what cannot be. */
export interface Proposal {
  readonly edits: readonly ConfigurationEdit[];
  readonly notes: readonly Note[];
}

/** Edits of the cluster's files after which they say what is wanted; none for what they say already. */
export async function proposeConfiguration(
  context: SetupContext,
  target: Target,
  wanted: WantedConfiguration,
): Promise<Proposal> {
  const { service } = context;
  const { settings, mainFile, serverVersion } = target.cluster;
  const { pathMappings } = service.settings;
  const { edits, notes } = proposeSettings(target, wanted.settings);
  const uriOf = (language: "pg-hba" | "pg-ident" | "pg-hosts") =>
    authFileUri(language, mainFile, settings, pathMappings);
  const hba = await service.snapshot(uriOf("pg-hba"));
  const records = await service.hbaRecords(uriOf("pg-hba"));
  if (hba && records) {
    edits.push(...proposeAccess(target, hba.records, records, wanted));
    const left = wanted.cleartext === "keep" ? exposedRecords(records) : [];
    if (left.length > 0) notes.push(stillCleartext(left, hba.records.document.uri));
  } else if (wanted.access.length > 0) {
    notes.push({ kind: "warning", text: "pg_hba.conf was not found, so no records are proposed for it." });
  }
  if (wanted.maps.length > 0) {
    const uri = uriOf("pg-ident");
    const lines = wanted.maps.map(({ map, systemUser, role }) => ({
      columns: [[map], [systemUser], [role]],
      label: `Map ${systemUser} to ${role}`,
    }));
    edits.push(...proposeLines(uri, (await service.snapshot(uri))?.records, lines, serverVersion));
  }
  const { host } = wanted;
  if (serverVersion < 19) {
    if (host)
      notes.push({
        kind: "warning",
        text: `pg_hosts.conf is read from PostgreSQL 19 on, not by ${serverVersion}.`,
      });
    return { edits, notes };
  }
  const uri = uriOf("pg-hosts");
  const hosts = (await service.snapshot(uri))?.records;
  if (host) {
    const columns = [host.names, ...host.files.map((file) => [shownPath(file, target)])];
    edits.push(
      ...proposeLines(
        uri,
        hosts,
        [{ columns, label: `The certificate for ${host.names[0]}` }],
        serverVersion,
      ),
    );
  } else if (
    settings.isOn("ssl_sni") &&
    hosts &&
    recordLines(hosts).some((line) => columnsAt(hosts, line, 19).length > 0)
  ) {
    notes.push({
      kind: "warning",
      text: "ssl_sni is on and pg_hosts.conf names certificates: the server uses those, not ssl_cert_file.",
    });
  }
  return { edits, notes };
}

function stillCleartext(records: readonly HbaLine[], hbaUri: string): Note {
  const lines = new Map<string, number[]>();
  for (const { place } of records.slice(0, maxNamed))
    lines.set(place.uri, [...(lines.get(place.uri) ?? []), place.line + 1]);
  const named = [...lines].map(
    ([uri, numbers]) =>
      `${includedName(uri, hbaUri)}, line${numbers.length === 1 ? "" : "s"} ${numbers.join(", ")}`,
  );
  const more = records.length - maxNamed;
  const subject = records.length === 1 ? "One record still admits" : `${records.length} records still admit`;
  const places = `${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  return { kind: "warning", text: `${subject} other machines without encryption: ${places}.` };
}

/** Records that a note names by their lines. */
const maxNamed = 20;
