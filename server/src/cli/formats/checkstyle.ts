import type { Severity } from "../../core/model/diagnostic.ts";
import type { Format } from "./format.ts";
import { attributes, declaration } from "./xml.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "info",
};

/** The XML of Checkstyle, which many programs for reviews read. */
export function checkstyle(): Format {
  return {
    start: `${declaration}<checkstyle version="8.0">\n`,
    file: ({ path, diagnostics }) =>
      `<file${attributes({ name: path })}>\n${diagnostics
        .map(({ rule, severity, message, detail, range: { start } }) => {
          const { line, column } = start;
          const text = detail ? `${message}\n\n${detail}` : message;
          return `<error${attributes({ line, column, severity: levels[severity], message: text, source: `pgssl.${rule}` })}/>\n`;
        })
        .join("")}</file>\n`,
    end: () => "</checkstyle>\n",
  };
}
