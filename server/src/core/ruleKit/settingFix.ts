import { isAutoConf } from "../cluster/autoConf.ts";
import { nameOf } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Place } from "../model/span.ts";
import type { FixContext } from "./rule.ts";

/**
 * A fix that gives a setting another value in the cluster's configuration: where it is set already, else on a line of its
 * own above the first setting about TLS, or above the first of all. None where ALTER SYSTEM set it, whose file is not for
 * editors, or where postgresql.conf is not known.
 */
export function changeSetting({ cluster }: Pick<FixContext, "cluster">, name: string, value: string): Fix[] {
  const { mainFile, settings, assignments } = cluster;
  if (!mainFile || !settings) return [];
  const assignment = settings.assignment(name);
  const title = `Set ${name} = ${value} in ${nameOf(assignment?.place.uri ?? mainFile)}`;
  if (assignment) {
    if (isAutoConf(assignment.place.uri)) return [];
    return [{ title, edits: [{ place: assignment.place, newText: value }] }];
  }
  const own = assignments.filter(({ place }) => place.uri === mainFile);
  const line = (own.find((one) => /^ssl(_|$)/i.test(one.name)) ?? own[0])?.namePlace.line ?? 0;
  const place: Place = { uri: mainFile, line, span: { start: 0, end: 0 } };
  return [{ title, edits: [{ place, newText: `${name} = ${value}\n` }] }];
}
