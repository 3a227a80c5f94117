import { findSetting } from "../data/settings.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const confValueMissing: Rule = {
  id: "conf-value-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A setting has no value.",
  why: "The server expects a value behind the name and the equals sign, which may be left out, and refuses the whole file where there is none. An empty value is written as two single quotes.",
  instead: "Write a value, `''` for an empty one, or `#` before the line.",
  bad: [
    `
    ssl_ca_file =
    #^^^^^^^^^^^^
    `,
    `
    ssl == on
    #    ^
    `,
  ],
  good: [
    `
    ssl_ca_file = ''
    ssl on
    `,
  ],
  conf({ name, text, syntaxError }, { serverVersion }, report) {
    if (syntaxError?.expected !== "value" || !name || name.text.startsWith("\ufeff")) return;
    const { span } = syntaxError;
    if (span.start > name.span.start) {
      const found = text.slice(span.start, span.end);
      report(span, `A value is expected where ${found} stands. The server refuses the whole file.`);
      return;
    }
    const isText = findSetting(name.text, serverVersion)?.type === "string";
    const empty = isText ? "; '' is an empty one" : "";
    report(span, `${name.text} has no value${empty}. The server refuses the whole file.`);
  },
};
