import { isAutoConf } from "../cluster/autoConf.ts";
import { embeddedScheme, folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";

/** Which line decides a setting, and how to give it another value. */
export interface SettingState {
  /** `by default`, `in conf.d/tls.conf:3`. */
  readonly where: string;
  /** `set ssl = on in postgresql.conf`, `set ssl = on there`, `run ALTER SYSTEM RESET ssl`. */
  readonly remedy: string;
}

/** What decides a setting, and the way to another value, in words for a message about a line of another file. */
export function settingState<Name extends string>(
  settings: EffectiveSettings<Name>,
  name: Name,
  wanted: string,
  from: string,
): SettingState {
  const place = settings.assignment(name)?.place;
  if (!place) return { where: "by default", remedy: `set ${wanted} in postgresql.conf` };
  const where = `in ${shownPlace(place, from)}`;
  return { where, remedy: isAutoConf(place.uri) ? resetOf(name) : `set ${wanted} there` };
}

/** The way out where `ALTER SYSTEM` set something. */
export function resetOf(name: string): string {
  return `run ALTER SYSTEM RESET ${name}`;
}

/** A line of a file as messages in another file of the cluster name it: `conf.d/tls.conf:3`. */
export function shownPlace({ uri, line }: Place, from: string): string {
  if (uri.startsWith(embeddedScheme))
    return from.startsWith(embeddedScheme) ? "the settings of this document" : "the container's command";
  const folder = `${folderOf(from).replace(/\/$/, "")}/`;
  const path = uri.startsWith(folder) ? pathOf(uri).slice(pathOf(folder).length) : pathOf(uri);
  return `${path.length > 40 ? nameOf(uri) : path}:${line + 1}`;
}
