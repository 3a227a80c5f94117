import { expect, test } from "vitest";
import { withoutPlaceholders } from "../../server/src/lsp/withoutPlaceholders.ts";

/** With `%` for the dollar signs. */
test.each([
  ["hostssl %{1:all} %{2:all} %{3|reject,scram-sha-256|}", "hostssl all all reject"],
  ["ssl_cert_file = '%0'", "ssl_cert_file = ''"],
  [String.raw`"a\%b\}c\\d%0"`, String.raw`"a%b}c\d"`],
  [String.raw`\%{1:x} %{1:a\}b}`, "%{1:x} a}b"],
])("%j is %j where nothing is typed", (snippet, text) => {
  const withDollars = (one: string) => one.replaceAll("%", "$");
  expect(withoutPlaceholders(withDollars(snippet))).toBe(withDollars(text));
});
