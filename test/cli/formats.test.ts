import { expect, test } from "vitest";
import { type CheckedFile, toCheckedFile } from "../../server/src/cli/checkedFile.ts";
import { failsFrom } from "../../server/src/cli/failOn.ts";
import { type FormatName, formats } from "../../server/src/cli/formats/index.ts";
import { outputTo } from "../../server/src/cli/output.ts";
import { SourceDocument } from "../../server/src/core/index.ts";

const document = new SourceDocument("file:///data/pg_hba.conf", "pg-hba", 1, "hosst\n");
const file = toCheckedFile("pg_hba.conf", document, 18, [
  {
    uri: document.uri,
    line: 0,
    rule: "hba-type-unknown",
    severity: "error",
    serverEffect: "line-error",
    span: { start: 0, end: 5 },
    message: "The fact; the way out.",
    detail: "It logs 100%.\nchmod 600 server.key",
  },
]);

const print = (name: FormatName, checked: CheckedFile, stream = { isTTY: true, columns: 60 }): string => {
  const format = formats[name](
    outputTo(stream, "never"),
    failsFrom("error"),
    (rule) => `Why ${rule} matters.`,
  );
  return format.start + format.file(checked) + format.end();
};

test("text has one line a finding where it goes to a program", () => {
  expect(print("text", file, { isTTY: false, columns: 0 })).toBe(
    "pg_hba.conf:1:1: error: The fact; the way out. [hba-type-unknown]\n1 error\n",
  );
});

test("json has the detail in a field of its own", () => {
  const [checked] = JSON.parse(print("json", file)).files;
  expect(checked.diagnostics[0]).toMatchObject({
    message: "The fact; the way out.",
    detail: "It logs 100%.\nchmod 600 server.key",
  });
});

test("sarif has the detail behind the message", () => {
  const [run] = JSON.parse(print("sarif", file)).runs;
  expect(run.results[0].message).toEqual({
    text: "The fact; the way out.\n\nIt logs 100%.\nchmod 600 server.key",
  });
});

test("sarif has as many results as code scanning takes, the most severe first, and says how many are left", () => {
  const [one] = file.diagnostics;
  if (!one) throw new Error("no finding");
  const hints = Array.from({ length: 25_001 }, () => ({ ...one, severity: "hint" as const }));
  const [run] = JSON.parse(print("sarif", { ...file, diagnostics: [...hints, one] })).runs;
  expect(run.results).toHaveLength(25_000);
  expect(run.results[0].level).toBe("error");
  const [{ toolExecutionNotifications }] = run.invocations;
  expect(toolExecutionNotifications).toEqual([
    { level: "warning", message: { text: expect.stringMatching(/^2 more findings not in this file/) } },
  ]);
  const [whole] = JSON.parse(print("sarif", file)).runs;
  expect(whole).not.toHaveProperty("invocations");
});

test("github has the detail in the annotation, its line feeds and percent signs escaped", () => {
  expect(print("github", file)).toMatch(
    /::The fact; the way out\.%0A%0AIt logs 100%25\.%0Achmod 600 server\.key\n$/,
  );
});
