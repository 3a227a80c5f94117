import { type Severity, severities } from "../core/model/diagnostic.ts";

/** The values of `check --fail-on`. */
export const failOnValues = [...severities, "never"] as const;

export type FailOn = (typeof failOnValues)[number];

/** Whether a finding of a severity makes the exit status 1: those of the given one, and graver ones. */
export function failsFrom(least: FailOn): (severity: Severity) => boolean {
  return (severity) => least !== "never" && severities.indexOf(severity) <= severities.indexOf(least);
}
