import { expect, test } from "vitest";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { toLspDiagnostic } from "../../server/src/lsp/convert.ts";

const diagnostic: Diagnostic = {
  uri: "file:///data/pg_hba.conf",
  line: 0,
  rule: "hba-type-unknown",
  severity: "error",
  serverEffect: "line-error",
  span: { start: 0, end: 5 },
  message: "The message.",
};
const convert = (extra: Partial<Diagnostic>) =>
  toLspDiagnostic({ ...diagnostic, ...extra }, () => ["hosst\n"], true);

test("the detail travels as data, so that the list of problems shows the message alone", () => {
  expect(convert({ detail: "More." })).toMatchObject({ message: "The message.", data: { detail: "More." } });
  expect(convert({})).not.toHaveProperty("data");
});
