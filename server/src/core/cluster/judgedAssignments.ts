import { foldSettingName } from "../data/settingName.ts";
import { findSetting, type Setting } from "../data/settings.ts";
import type { Assignment } from "../model/settings.ts";
import { judgeValue, type ValueProblem } from "../syntax/conf/value.ts";
import type { Cluster } from "./cluster.ts";

/** An assignment of a setting that the version knows, with the server's verdict. */
export interface JudgedAssignment {
  readonly assignment: Assignment;
  readonly setting: Setting;
  /** The name as the server compares it. */
  readonly name: string;
  /** The later assignment because of which the server does not even look at this one. */
  readonly overriddenBy: Assignment | undefined;
  readonly problem: ValueProblem | undefined;
}

/**
 * All assignments of a cluster in the server's order. Of several with one and the same spelling of the name only the last
 * counts; with other letters in upper case, or by an old name, each is judged and the last one stays.
 */
export function judgedAssignments(cluster: Cluster): readonly JudgedAssignment[] {
  let judged = known.get(cluster);
  if (!judged) {
    judged = judgeAll(cluster);
    known.set(cluster, judged);
  }
  return judged;
}

/** Several rules ask for the same cluster in turn; clusters do not change, a change makes a new one. */
const known = new WeakMap<Cluster, readonly JudgedAssignment[]>();

function judgeAll(cluster: Cluster): JudgedAssignment[] {
  const { serverVersion, build, serverPlatform } = cluster;
  const found = cluster.assignments.flatMap((assignment) => {
    const setting = findSetting(assignment.name, serverVersion);
    return setting ? [{ assignment, setting }] : [];
  });
  const last = new Map(found.map(({ assignment }) => [assignment.name, assignment]));
  const dateStyle = cluster.settings?.value("datestyle");
  const traits = { serverVersion, build, serverPlatform, dateStyle };
  const judged: JudgedAssignment[] = [];
  for (const { assignment, setting } of found) {
    const winner = last.get(assignment.name);
    const overriddenBy = winner === assignment ? undefined : winner;
    const problem = overriddenBy ? undefined : judgeValue(setting, assignment.value, traits);
    judged.push({ assignment, setting, name: foldSettingName(setting.name), overriddenBy, problem });
  }
  return judged;
}
