import { sep } from "node:path";
import type { Severity } from "../../core/model/diagnostic.ts";
import { fingerprintOf } from "../fingerprint.ts";
import { printed, toJson } from "../printed.ts";
import type { Format } from "./format.ts";

const severities: Readonly<Record<Severity, string>> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

/** A report of code quality for GitLab. */
export function gitlab(): Format {
  let separator = "\n";
  return {
    start: "[",
    usesShown: true,
    file: ({ path, diagnostics, shown }) =>
      diagnostics
        .map(({ rule, severity, message, range: { start, end } }, index) => {
          const before = separator;
          separator = ",\n";
          const place = path.split(sep).join("/");
          return (
            before +
            toJson({
              description: printed(message),
              check_name: rule,
              // Unlike elsewhere it names a finding among those of all files.
              fingerprint: fingerprintOf([place, shown?.findings[index]?.fingerprint ?? `${rule} ${index}`]),
              severity: severities[severity],
              location: { path: place, lines: { begin: start.line, end: end.line } },
            })
          );
        })
        .join(""),
    end: () => "\n]\n",
  };
}
