import type { Severity } from "../../core/model/diagnostic.ts";
import { printed } from "../printed.ts";
import type { Format } from "./format.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/** Workflow commands of GitHub Actions, which become annotations of a pull request. */
export function github(): Format {
  return {
    start: "",
    file: ({ path, diagnostics }) =>
      diagnostics
        .map(({ rule, severity, message, detail, range: { start, end } }) => {
          const properties = [
            `file=${escapeProperty(printed(path))}`,
            `line=${start.line}`,
            `endLine=${end.line}`,
            `col=${start.column}`,
            `endColumn=${end.column}`,
            `title=${escapeProperty(rule)}`,
          ];
          const text = [message, ...(detail ? ["", ...detail.split("\n")] : [])].map(printed).join("\n");
          return `::${commands[severity]} ${properties.join(",")}::${escapeData(text)}\n`;
        })
        .join(""),
    end: () => "",
  };
}

/** The escapes that GitHub's runner undoes in a command's message. */
export function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** The same for one of its properties. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
