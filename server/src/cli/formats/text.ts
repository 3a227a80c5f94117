import { printed } from "../printed.ts";
import type { Format } from "./format.ts";

/** `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]`, as compilers print it, on a terminal with the detail indented below; nothing for a clean file. */
export function text(isTerminal: boolean): Format {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  return {
    start: "",
    file({ path, diagnostics }) {
      return diagnostics
        .map(({ rule, severity, message, detail, range: { start } }) => {
          counts[severity]++;
          const place = `${path}:${start.line}:${start.column}`;
          return `${printed(`${place}: ${severity}: ${message} [${rule}]`)}\n${isTerminal ? indented(detail) : ""}`;
        })
        .join("");
    },
    end() {
      const shown = Object.entries(counts).filter(([, count]) => count > 0);
      if (shown.length === 0) return "";
      return `${shown.map(([severity, count]) => `${count} ${severity}${plural(severity, count)}`).join(", ")}\n`;
    },
  };
}

function indented(detail: string | undefined): string {
  return detail === undefined ? "" : detail.split("\n").map(indentedLine).join("");
}

function indentedLine(line: string): string {
  return line === "" ? "\n" : `${printed(`    ${line}`)}\n`;
}

function plural(word: string, count: number): string {
  return count === 1 || word === "information" ? "" : "s";
}
