import { expect, test } from "vitest";
import { type CheckedFile, toCheckedFile } from "../../server/src/cli/checkedFile.ts";
import { diffFormats } from "../../server/src/cli/difference/formats.ts";
import type { PrintedChange } from "../../server/src/cli/difference/printedChange.ts";
import type { ClusterExpiry } from "../../server/src/cli/expiry/clusterExpiry.ts";
import { expiryFormats } from "../../server/src/cli/expiry/formats.ts";
import { type FormatName, formats } from "../../server/src/cli/formats/index.ts";
import { nextStepsText, planText } from "../../server/src/cli/init/planText.ts";
import { layOut } from "../../server/src/cli/inspect/layout.ts";
import { outputTo } from "../../server/src/cli/output.ts";
import { printed, toJson } from "../../server/src/cli/printed.ts";
import { probeFormats } from "../../server/src/cli/running/probeFormats.ts";
import type { Probed } from "../../server/src/cli/running/probeHost.ts";
import { toDiff } from "../../server/src/cli/toDiff.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import type { SetupPlan } from "../../server/src/setup/plan.ts";
import { hostileNames, isClean, isWorkflowCommand } from "../support/hostile.ts";

/** Each sink of the command line, given a foreign text in all the places that take one. */
const sinks: Readonly<Record<string, (text: string) => string>> = {
  ...Object.fromEntries(
    (Object.keys(formats) as FormatName[]).map((name) => [name, (text: string) => inFormat(name, text)]),
  ),
  ...Object.fromEntries(
    Object.entries(expiryFormats).map(([name, format]) => [
      `expiry as ${name}`,
      (text: string) => format([expiryWith(text)], 0).replaceAll("\r\n", "\n"),
    ]),
  ),
  terminal: (text) => inFormat("text", text, true),
  inspect: (text) => layOut([[text, [[text, text]]]]).join("\n"),
  plan: (text) => planText(planWith(text)),
  "next steps": (text) => nextStepsText(planWith(text), true),
  errors: printed,
  ...Object.fromEntries(
    Object.entries(diffFormats).map(([name, format]) => [
      `differences as ${name}`,
      (text: string) => {
        const lines = format([changeWith(text)]);
        return name === "github" ? lines.replace(/^::/, "") : lines;
      },
    ]),
  ),
  "probe as text": (text) => probeFormats.text([probedWith(text)], "never"),
  "probe as json": (text) => probeFormats.json([probedWith(text)]),
  json: (text) => toJson({ [text]: text }, 2),
  diff: (text) => toDiff(text, "a\n", `b ${text.replaceAll("\n", " ")}\n`),
};

test.each(Object.keys(sinks))("%s shows hostile names as plain text", (name) => {
  for (const text of hostileNames) {
    const lines = sinks[name]?.(text).split("\n") ?? [];
    for (const line of lines) {
      expect(isClean(line), line).toBe(true);
      expect(isWorkflowCommand(name === "github" ? line.replace(/^::/, "") : line), line).toBe(false);
    }
  }
});

test("github has one command for each finding and no other line", () => {
  for (const text of hostileNames) {
    const lines = inFormat("github", text).trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=[^,:]*,line=1,/);
  }
});

test("no line of a calendar begins as a command, wherever it is folded", () => {
  for (let length = 0; length < 75; length++) {
    const text = `${"x".repeat(length)} ::error::y`;
    const lines = expiryFormats.icalendar([expiryWith(text)], 0).split("\r\n");
    expect(lines.filter(isWorkflowCommand)).toEqual([]);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  }
});

test("JSON keeps the text", () => {
  for (const text of hostileNames) expect(JSON.parse(toJson({ text }))).toEqual({ text });
});

test("a difference keeps tabs and the line ends of the file", () => {
  expect(toDiff("a", "x\t::1\r\n", "y\t::1\r\n")).toContain("-x\t::1\r\n+y\t::1\r\n");
});

function inFormat(name: FormatName, text: string, isTerminal = false): string {
  const document = new SourceDocument("file:///data/pg_hba.conf", "pg-hba", 1, "hosst\n");
  const format = formats[name](
    outputTo({ isTTY: isTerminal, columns: 200 }, "never"),
    () => true,
    () => text,
  );
  const checked = toCheckedFile(text, document, 18, [
    {
      uri: document.uri,
      line: 0,
      rule: "hba-type-unknown",
      severity: "error",
      serverEffect: "line-error",
      span: { start: 0, end: 5 },
      message: text,
      detail: `${text.replaceAll("\n", " ")}\n${text}`,
    },
  ]);
  const one = text.replaceAll("\n", " ");
  const excerpt = { line: 1, text: `${one}${one}${one}`, span: { start: one.length, end: 2 * one.length } };
  const outcome = { start: "refuses", reload: {}, connections: "as-configured", causes: [] };
  const shown = {
    findings: [{ excerpt, help: text, isFixable: true }],
    folder: text,
    reload: text,
    stopping: 1,
  };
  const whole = { ...checked, outcome, shown } as unknown as CheckedFile;
  return format.start + format.file(isTerminal ? whole : checked) + format.end();
}

function expiryWith(text: string): ClusterExpiry {
  const names = { cluster: text, path: text, setting: text, name: text, issuer: text, stops: text };
  return { ...names, kind: "certificate", hostNames: [text], begins: 0, ends: 1 };
}

function changeWith(text: string): PrintedChange {
  const place = { path: text, line: 1 };
  const words = { type: "tls", database: text, user: text, addresses: [text], serverName: text };
  return {
    effect: "lost",
    ...words,
    summary: text,
    reason: text,
    before: place,
    after: place,
    example: null,
  };
}

function probedWith(text: string): Probed {
  const name = { text };
  return {
    host: text,
    port: 5432,
    looked: { protocol: text, cipher: text, group: text, requestsCertificate: true, isWhole: true },
    chain: [
      {
        subject: name,
        issuer: name,
        serialNumber: text,
        alternativeNames: [{ value: text }],
        notBefore: 0,
        notAfter: 0,
      },
    ],
    pem: [text],
    authorities: [text],
    clients: [{ client: text, mode: text, verifies: false, reason: text }],
    findings: [{ severity: "error", rule: "x", message: text, detail: text }],
  } as unknown as Probed;
}

function planWith(text: string): SetupPlan {
  return {
    summary: text,
    files: [{ path: text, mode: 0o600, owner: text, description: text, exists: true, existing: text }],
    configuration: [
      {
        path: text,
        place: { uri: "file:///a", line: 0, span: { start: 0, end: 0 } },
        newText: text,
        label: text,
      },
    ],
    notes: [{ kind: "warning", text }],
    activation: { kind: "reload", reason: text, commands: [text] },
    steps: [text],
    clients: [
      {
        title: text,
        copyCommand: text,
        connectionString: text,
        service: text,
        drivers: [{ title: text, text }],
      },
    ],
    secrets: [],
  } as unknown as SetupPlan;
}
