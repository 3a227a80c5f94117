import { expect, test } from "vitest";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { toCompletionItem, toLspDiagnostic, toRange } from "../../server/src/lsp/convert.ts";

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

test("what comes next opens in clients that can, and details are in the row where it has room for them", () => {
  const item = { label: "clientcert", kind: "option", detail: "required", opensNext: true } as const;
  const range = toRange(["\n"], 0, { start: 0, end: 0 });
  expect(toCompletionItem(item, range, {})).toEqual(
    expect.not.objectContaining({ command: expect.anything() }),
  );
  expect(toCompletionItem(item, range, { labelDetails: true, opensNext: true })).toMatchObject({
    command: { command: "editor.action.triggerSuggest" },
    labelDetails: { description: "required" },
  });
});
