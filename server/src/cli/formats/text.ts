import { coloredSeverity, SeverityCounts } from "../counts.ts";
import type { Output } from "../output.ts";
import { printed } from "../printed.ts";
import type { Format } from "./format.ts";

/** `PATH:LINE:COLUMN: SEVERITY: MESSAGE [RULE]` for each finding, as compilers print it; nothing for a clean file. */
export function text({ colors }: Output): Format {
  const counts = new SeverityCounts();
  return {
    start: "",
    file({ path, diagnostics }) {
      return diagnostics
        .map(({ rule, severity, message, range: { start } }) => {
          counts.add(severity);
          // What is printed is one text, so that no part of it begins anew for whoever reads lines.
          const place = `${path}:${start.line}:${start.column}: `;
          const line = printed(`${place}${severity}: ${message} [${rule}]`);
          const head = printed(place);
          return line.startsWith(`${head}${severity}`)
            ? `${head}${coloredSeverity(severity, colors)}${line.slice(head.length + severity.length)}\n`
            : `${line}\n`;
        })
        .join("");
    },
    end: () => (counts.isNothing ? "" : `${counts.inWords(colors)}\n`),
  };
}
