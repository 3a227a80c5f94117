import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import { default as AjvDraft04 } from "ajv-draft-04";
import addFormats from "ajv-formats";
import { parser } from "sax";
import { beforeAll, expect, test } from "vitest";
import { type CheckedFile, toCheckedFile } from "../../server/src/cli/checkedFile.ts";
import { failsFrom } from "../../server/src/cli/failOn.ts";
import { fingerprints } from "../../server/src/cli/fingerprint.ts";
import { type FormatName, formats } from "../../server/src/cli/formats/index.ts";
import { outputTo } from "../../server/src/cli/output.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();
const hba =
  'hosst all all 10.0.0.0/8 ldap ldapbindpasswd="geheim1"\nhost all all 0.0.0.0/0 trust\nhost all all 0.0.0.0/0 trust\n';

beforeAll(() => {
  mkdirSync(at("repo/main"), { recursive: true });
  writeFileSync(at("repo/main/postgresql.conf"), "shared_bufers = 128MB\nssl = on\nport = 1\nport = 2\n");
  writeFileSync(at("repo/main/pg_hba.conf"), hba);
  writeFileSync(at("repo/a & <b>.conf"), "port = 'x'\n");
});

/** What all formats print of the same files. */
async function printAll(): Promise<Readonly<Record<FormatName, string>>> {
  const names = Object.keys(formats) as FormatName[];
  const outputs = names.flatMap((name) => ["--output", `${name}=../${name}.out`]);
  const run = await runCli(
    ["check", "--server-version", "18", "main", "a & <b>.conf", "--language", "postgresql-conf", ...outputs],
    { cwd: at("repo") },
  );
  expect(run.status).toBe(1);
  const texts = Object.fromEntries(names.map((name) => [name, readFileSync(at(`${name}.out`), "utf8")]));
  expect(texts.text).toBe(run.output);
  for (const text of Object.values(texts)) expect(text).not.toContain("geheim1");
  return texts as Record<FormatName, string>;
}

let printed: Readonly<Record<FormatName, string>>;
beforeAll(async () => {
  printed = await printAll();
});

/** Elements of a document in the strict reading of XML, in their order. */
function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const reader = parser(true);
  reader.onerror = (error) => {
    throw error;
  };
  reader.onopentag = ({ name, attributes }) =>
    found.push({ name, attributes: attributes as Record<string, string> });
  reader.write(xml).close();
  return found;
}

const schema = JSON.parse(readFileSync(join(projectRoot, "server/docs/schemas/check.schema.json"), "utf8"));

/** The schema, in which nothing that it does not describe is allowed. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [name, closed(part)]);
  const rebuilt = Object.fromEntries(entries);
  return rebuilt.type === "object" ? { ...rebuilt, additionalProperties: false } : rebuilt;
}

test("JSON is as its schema promises, which describes all of it", () => {
  const isValid = new Ajv2020().compile(closed(schema) as object);
  const value = JSON.parse(printed.json);
  expect(isValid(value), JSON.stringify(isValid.errors)).toBe(true);
  expect(value.files.some(({ outcome }: CheckedFile) => outcome !== undefined)).toBe(true);
  value.files[0].diagnostics[0].severity = "fatal";
  expect(isValid(value)).toBe(false);
});

test("SARIF is as its schema wants it, with help, other places, ways out and fingerprints", () => {
  const file = createRequire(import.meta.url).resolve(
    "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json",
  );
  const ajv = new AjvDraft04({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const isValid = ajv.compile(JSON.parse(readFileSync(file, "utf8")));
  const log = JSON.parse(printed.sarif);
  expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  const [{ results, tool }] = log.runs;
  for (const { id, fullDescription, help } of tool.driver.rules) {
    const page = readFileSync(`server/docs/rules/${id}.md`, "utf8");
    expect(page).toContain(`\n## Why\n\n${fullDescription.text}\n\n## Instead\n`);
    expect(help.markdown.startsWith(`${fullDescription.text}\n\n`)).toBe(true);
  }
  const [unknown] = results.filter(({ ruleId }: { ruleId: string }) => ruleId === "hba-type-unknown");
  expect(unknown.locations[0].physicalLocation.artifactLocation).toEqual({
    uri: "main/pg_hba.conf",
    uriBaseId: "%SRCROOT%",
  });
  expect(unknown.fixes[0].artifactChanges[0].replacements).toEqual([
    {
      deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 6 },
      insertedContent: { text: "host" },
    },
  ]);
  const related = results.flatMap(({ relatedLocations = [] }) => relatedLocations);
  expect(related.length).toBeGreaterThan(0);
  const names = results.map(({ ruleId, locations, partialFingerprints }: never) =>
    [
      ruleId,
      (locations as { physicalLocation: { artifactLocation: { uri: string } } }[])[0]?.physicalLocation
        .artifactLocation.uri,
      partialFingerprints["pgssl/v1"],
    ].join(" "),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(decodeURIComponent(names.join())).toContain("a & <b>.conf");
});

test("GitLab gets what it requires of each finding, with fingerprints of their own", () => {
  const findings = JSON.parse(printed.gitlab);
  expect(findings.length).toBeGreaterThan(3);
  for (const finding of findings)
    expect(finding).toEqual({
      description: expect.stringMatching(/./),
      check_name: expect.stringMatching(/^[a-z0-9-]+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: expect.stringMatching(/^(?:info|minor|major|critical)$/),
      location: {
        path: expect.stringMatching(/\.conf$/),
        lines: { begin: expect.any(Number), end: expect.any(Number) },
      },
    });
  expect(new Set(findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(
    findings.length,
  );
});

test("JUnit has a suite for each file, and failures for what fails the run", () => {
  const elements = elementsOf(printed.junit);
  const suites = elements.filter(({ name }) => name === "testsuite").map(({ attributes }) => attributes);
  expect(suites.map(({ name }) => name)).toContain("a & <b>.conf");
  const errors = JSON.parse(printed.json).files.flatMap(({ diagnostics }: CheckedFile) =>
    diagnostics.filter(({ severity }) => severity === "error"),
  );
  expect(elements.filter(({ name }) => name === "failure")).toHaveLength(errors.length);
  expect(suites.reduce((sum, { failures }) => sum + Number(failures), 0)).toBe(errors.length);
});

test("Checkstyle has the findings below their files", () => {
  const elements = elementsOf(printed.checkstyle);
  expect(elements.slice(0, 1)).toEqual([{ name: "checkstyle", attributes: { version: "8.0" } }]);
  const sources = elements.filter(({ name }) => name === "error").map(({ attributes }) => attributes);
  expect(sources).toContainEqual(
    expect.objectContaining({ line: "1", column: "1", severity: "error", source: "pgssl.hba-type-unknown" }),
  );
});

test("Markdown has the gravest findings first, and what the server would do", () => {
  expect(printed.markdown).toMatch(
    /^### pgssl: \d+ errors, \d+ warnings.* in 3 files\n\n- main: the server would not start\n(?:- .*\n)*\n\| severity/,
  );
  const severities = [...printed.markdown.matchAll(/^\| (error|warning|information|hint) /gm)].map(
    ([, word]) => word,
  );
  expect(severities).toEqual([...severities].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(printed.markdown).toContain("a \\& \\<b\\>.conf:1");
});
const order: (string | undefined)[] = ["error", "warning", "information", "hint"];

test("Markdown has room in a comment, however many findings there are and however long their places", () => {
  const format = formats.markdown();
  for (let index = 0; index < 300; index++) format.file(hostileFile(`${index}${"x".repeat(1000)}`, ""));
  const text = format.end();
  expect(text.length).toBeLessThan(65_000);
  expect(text).toMatch(/^### pgssl: 300 errors in 300 files\n[\s\S]*\n\d+ more findings\n$/);
});

test("the page for people is one file without scripts, and has clusters, findings and their lines", () => {
  expect(printed.html).toMatch(/^<!DOCTYPE html>/);
  expect(printed.html).not.toMatch(/<script|<link|<img|\bsrc=|url\(|javascript:/i);
  const addresses = [...printed.html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
  for (const address of addresses) expect(address).toMatch(/^(?:#cluster-\d+$|https:\/\/github\.com\/)/);
  expect(printed.html).toMatch(
    /<td><a href="#cluster-0">main<\/a><\/td><td>18<\/td><td class="over">.*would not start<\/td>/,
  );
  expect(printed.html).toContain("<pre>hosst all all 10.0.0.0/8 ldap ldapbindpasswd=*********</pre>");
  expect(printed.html).toContain("a &#38; &#60;b&#62;.conf:1");
});

test("the page says what it has no room for", () => {
  const format = formats.html();
  for (let index = 0; index < 5003; index++) format.file(hostileFile("x", ""));
  const page = format.end();
  expect(page.match(/<article/g)).toHaveLength(5000);
  expect(page).toContain("<p>3 more findings not shown.</p>");
});

test("the summary counts by rule and by cluster", () => {
  expect(printed.summary).toMatch(/^ +1 {2}error {8}\S+ \(1 cluster\)$/m);
  expect(printed.summary).toMatch(/^main: \d+ errors?, .*; the server would not start$/m);
  expect(printed.summary).toMatch(/ in 3 files of 2 clusters\n$/);
});

/** A file of a name and with a finding whose words come from outside. */
function hostileFile(message: string, detail: string) {
  const document = new SourceDocument("file:///x", "pg-hba", 1, "hosst\n");
  const { uri } = document;
  const place = { uri, line: 0, span: { start: 0, end: 5 } };
  const rated = { rule: "hba-type-unknown", severity: "error", serverEffect: "line-error" } as const;
  return toCheckedFile(message, document, 18, [{ ...place, ...rated, message, detail }]);
}

test("text from outside becomes no markup of HTML", () => {
  const hostile = '"><x y="1">&lt;<script>alert(1)</script>';
  const file = hostileFile(hostile, hostile);
  const format = formats.html();
  const page = format.start + format.file(file) + format.end();
  expect(page).not.toMatch(/<x|<script/);
  expect(page.split("&#60;script&#62;")).toHaveLength(6);
});

test("text from outside becomes no markup of XML, and no character that XML has none of", () => {
  const hostile = '"><x y="1">&lt;]]>\u0000\u001b[31m\ud800\uffff\u2028 end';
  const file = hostileFile(hostile, `${hostile}\n${hostile}`);
  for (const name of ["junit", "checkstyle"] as const) {
    const format = formats[name](outputTo({}, "never"), failsFrom("error"));
    const elements = elementsOf(format.start + format.file(file) + format.end());
    expect(elements.some((element) => element.name === "x")).toBe(false);
    expect(JSON.stringify(elements)).toContain(" end");
  }
});

test("a fingerprint survives other lines and blanks, and differs for what is there twice", () => {
  const [first, second] = [fingerprints(), fingerprints()];
  const one = first("r", "host  all");
  expect(first("r", "host all")).not.toBe(one);
  second("r", "other");
  expect(second("r", " host all ")).toBe(one);
});

test("a file that is there is replaced at once; what cannot be written is an error", async () => {
  writeFileSync(at("repo/old.json"), "old");
  const again = await runCli(["check", "main", "--output", "json=old.json"], { cwd: at("repo") });
  expect(again.status).toBe(1);
  expect(JSON.parse(readFileSync(at("repo/old.json"), "utf8")).files).toHaveLength(2);
  expect(readdirSync(at("repo")).filter((name) => name.startsWith(".pgssl"))).toEqual([]);
  const failed = await runCli(["check", "main", "--output", "json=none/x"], { cwd: at("repo") });
  expect(failed).toMatchObject({
    status: 2,
    errors: expect.stringContaining("none/x: cannot be written (ENOENT)"),
  });
  for (const wrong of ["xml=x", "json=-", "json=", "=x", "json"])
    expect((await runCli(["check", "main", "--output", wrong], { cwd: at("repo") })).status).toBe(2);
});

test("a report goes neither over a file that is checked nor over another report", async () => {
  symlinkSync("main/pg_hba.conf", at("repo/link"));
  for (const path of ["main/pg_hba.conf", "link"]) {
    const run = await runCli(["check", "main", "--output", `json=${path}`], { cwd: at("repo") });
    expect(run).toMatchObject({ status: 2, errors: expect.stringContaining("this file is checked") });
  }
  expect(readFileSync(at("repo/main/pg_hba.conf"), "utf8")).toBe(hba);
  const twice = await runCli(["check", "main", "--output", "json=x", "--output", "sarif=./x"], {
    cwd: at("repo"),
  });
  expect(twice).toMatchObject({ status: 2, errors: expect.stringContaining("cannot go to one file") });
});

test("a pipe or a device takes a report as it is", async () => {
  const program = [process.execPath, join(projectRoot, "dist/cli.cjs"), "check", "main", "--summary"];
  const outputs = ["--output", "json=/dev/stdout", "--output", "sarif=/dev/null"];
  const words = ["-c", '"$@" | cat', "sh", ...program, ...outputs];
  const { stdout, stderr } = await promisify(execFile)("sh", words, { cwd: at("repo") });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout.slice(stdout.indexOf("{"))).files).toHaveLength(2);
});

test.each([
  ["error", 1],
  ["never", 0],
])("--fail-on %s where there are errors", async (least, status) => {
  expect((await runCli(["check", "main", "--fail-on", least], { cwd: at("repo") })).status).toBe(status);
});

test.each([
  ["warning", 1],
  ["error", 0],
])("--fail-on %s where there are warnings only", async (least, status) => {
  mkdirSync(at("risky"), { recursive: true });
  writeFileSync(at("risky/pg_hba.conf"), "host all all 10.0.0.0/8 trust\n");
  expect((await runCli(["check", "risky", "--fail-on", least], { cwd: at(".") })).status).toBe(status);
});
