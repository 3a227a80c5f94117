import type { Severity } from "../../core/model/diagnostic.ts";
import type { CheckedDiagnostic } from "../checkedFile.ts";
import { failsFrom } from "../failOn.ts";
import type { Output } from "../output.ts";
import type { Format } from "./format.ts";
import { attributes, declaration, escapeXml } from "./xml.ts";

/**
 * JUnit's XML: a suite for each file and a test case for each finding, which fails if the finding makes the run fail; a file without
 * findings is one case that passes.
 */
export function junit(_output?: Output, fails: (severity: Severity) => boolean = failsFrom("error")): Format {
  const testCase = (
    path: string,
    { rule, severity, message, detail, range: { start } }: CheckedDiagnostic,
  ) => {
    const place = `${start.line}:${start.column}`;
    const text = escapeXml(`${path}:${place}: ${severity}: ${message}${detail ? `\n\n${detail}` : ""}`);
    const names = attributes({ name: `${rule} ${place}`, classname: path, file: path, line: start.line });
    const result = fails(severity)
      ? `<failure${attributes({ type: rule, message })}>${text}</failure>`
      : `<system-out>${text}</system-out>`;
    return `<testcase${names}>${result}</testcase>\n`;
  };
  return {
    start: `${declaration}<testsuites name="pgssl">\n`,
    file({ path, diagnostics }) {
      const failures = diagnostics.filter(({ severity }) => fails(severity)).length;
      const names = attributes({ name: path, tests: Math.max(diagnostics.length, 1), failures, errors: 0 });
      const cases = diagnostics.map((found) => testCase(path, found)).join("");
      const clean = `<testcase${attributes({ name: "no findings", classname: path, file: path })}/>\n`;
      return `<testsuite${names}>\n${cases || clean}</testsuite>\n`;
    },
    end: () => "</testsuites>\n",
  };
}
