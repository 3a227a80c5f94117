import { foldSettingName } from "../data/settingName.ts";
import { findSetting, type Setting } from "../data/settings.ts";
import type { Assignment } from "../model/settings.ts";
import type { ServerTraits } from "../syntax/conf/serverTraits.ts";
import { checkValue, type ValueProblem } from "../syntax/conf/value.ts";

/** An assignment of a setting that the version knows, with what the server does with its value. */
export interface CheckedAssignment {
  readonly assignment: Assignment;
  readonly setting: Setting;
  /** The name as the server compares it. */
  readonly name: string;
  /** The later assignment because of which the server does not even look at this one. */
  readonly overriddenBy: Assignment | undefined;
  readonly problem: ValueProblem | undefined;
}

/**
 * Checks the values of assignments, which are in the server's order. Of several with one and the same spelling of the name
 * only the last counts; with other letters in upper case, or by an old name, each is checked and the last one stays.
 */
export function checkAssignments(
  assignments: readonly Assignment[],
  traits: ServerTraits,
): readonly CheckedAssignment[] {
  const found = assignments.flatMap((assignment) => {
    const setting = findSetting(assignment.name, traits.serverVersion);
    return setting ? [{ assignment, setting }] : [];
  });
  const last = new Map(found.map(({ assignment }) => [assignment.name, assignment]));
  return found.map(({ assignment, setting }) => {
    const winner = last.get(assignment.name);
    const overriddenBy = winner === assignment ? undefined : winner;
    const problem = overriddenBy ? undefined : checkValue(setting, assignment.value, traits);
    return { assignment, setting, name: foldSettingName(setting.name), overriddenBy, problem };
  });
}
