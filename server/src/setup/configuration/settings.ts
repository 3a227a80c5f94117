import { changeSetting, placeEdits, writeConf } from "../../core/index.ts";
import { serverPath, type Target, toPath } from "../context.ts";
import type { ConfigurationEdit, Note } from "../plan.ts";
import { shownPath } from "../serverFiles.ts";
import type { WantedSetting } from "./wanted.ts";

/** Edits of postgresql.conf for settings that are not in force yet. */
export function proposeSettings(
  target: Target,
  settings: readonly WantedSetting[],
): { edits: ConfigurationEdit[]; notes: Note[] } {
  const edits: ConfigurationEdit[] = [];
  const notes: Note[] = [];
  for (const wanted of settings) {
    if (isInForce(target, wanted)) continue;
    const value = wanted.isPath ? shownPath(wanted.value, target) : wanted.value;
    const [fix] = changeSetting(target, wanted.name, writeConf(value));
    if (!fix?.edits) notes.push(setByCommand(wanted.name, value));
    const documentOf = (uri: string) => target.snapshot.members.get(uri)?.document;
    for (const edit of placeEdits(fix?.edits ?? [], documentOf, target.cluster.serverVersion))
      edits.push({
        ...edit,
        path: toPath(edit.place.uri),
        label: `${wanted.label}: ${wanted.name} = ${value}`,
      });
  }
  return { edits, notes };
}

const protocols = ["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

function isInForce(target: Target, { name, value, isPath }: WantedSetting): boolean {
  const { settings } = target.cluster;
  const present = settings.value(name) ?? "";
  if (isPath) return present !== "" && serverPath(target, present) === value;
  if (name === "ssl_min_protocol_version")
    return (
      protocols.findIndex((one) => one.toLowerCase() === present.toLowerCase()) >= protocols.indexOf(value)
    );
  return value === "on" ? settings.isOn(name) === true : present === value;
}

const setByCommand = (name: string, value: string): Note => ({
  kind: "warning",
  text: `${name} was set by ALTER SYSTEM, which postgresql.conf does not overrule. Run: ALTER SYSTEM SET ${name} = '${value.replaceAll("'", "''")}';`,
});
