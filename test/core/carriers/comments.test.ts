import { describe, expect, test } from "vitest";
import { applyEdits, SourceDocument } from "../../../server/src/core/index.ts";
import type { HostLanguage } from "../../../server/src/core/model/language.ts";
import { openManifest } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

const head = "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:";
const broken = "hostssl all all 10.0.0.1 cert";
const disable = "# pgssl-disable-next-line hba-mask-missing";

/** The rules of findings in a text, with their lines. */
async function rulesOf(text: string, language: HostLanguage = "yaml", name = "cluster.yaml") {
  const { service } = openFiles({});
  const uri = `file:///repo/${name}`;
  service.open(new SourceDocument(uri, language, 1, text));
  return ((await service.diagnose(uri)) ?? []).map(({ line, rule }) => `${line} ${rule}`);
}

test.each([
  ["above an item", `${head}\n    pg_hba:\n      ${disable}\n      - ${broken}`, []],
  [
    "above another item",
    `${head}\n    pg_hba:\n      ${disable}\n      - hostssl app all 10.1.0.0/16 cert\n      - ${broken}`,
    ["5 suppression-unused", "7 hba-mask-missing"],
  ],
  ["past another comment", `${head}\n    pg_hba:\n      ${disable}\n      # ours\n      - '${broken}'`, []],
  [
    "above an item of several lines",
    `${head}\n    pg_hba:\n      ${disable}\n      - >-\n        hostssl all all\n        10.0.0.1 cert`,
    [],
  ],
  ["within a list in brackets", `${head}\n    pg_hba: [\n      ${disable}\n      "${broken}"]`, []],
  ["above the key of a list in brackets", `${head}\n    ${disable}\n    pg_hba: ["${broken}"]`, []],
  ["for the file", `# pgssl-disable-file hba-mask-missing\n${head}\n    pg_hba: ["${broken}"]`, []],
  ["within a block", `kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    ${disable}\n    ${broken}`, []],
  ["above a block", `kind: ConfigMap\ndata:\n  ${disable}\n  pg_hba.conf: |\n    ${broken}`, []],
  [
    "within a text that is none of ours",
    `kind: ConfigMap\ndata:\n  notes: |\n    # pgssl-disable-file hba-mask-missing\n  pg_hba.conf: |\n    ${broken}`,
    ["5 hba-mask-missing"],
  ],
  [
    "that begins otherwise",
    `${head}\n    pg_hba:\n      # pgssl-disable hba-mask-missing\n      - ${broken}`,
    ["5 directive-unknown", "6 hba-mask-missing"],
  ],
])("a comment that silences a rule: %s", async (_, text, found) => {
  const gaps = (await rulesOf(`${text}\n`)).filter((one) => !one.endsWith("hba-cleartext-gap"));
  expect(gaps).toEqual(found);
});

test("a comment silences what is reported at the list, and about connection strings", async () => {
  const list = `  pg_hba:\n      - ${broken.replace("1 ", "1/32 ")}\n`;
  expect(await rulesOf(`${head}\n  ${list}`)).toEqual(["4 hba-cleartext-gap"]);
  expect(await rulesOf(`${head}\n    # pgssl-disable-next-line hba-cleartext-gap\n  ${list}`)).toEqual([]);
  const string = "url: postgresql://db/app?sslmode=requier\n";
  const [found = ""] = await rulesOf(string);
  const rule = found.split(" ")[1];
  expect(rule).toBeDefined();
  expect(await rulesOf(`# pgssl-disable-next-line ${rule}\n${string}`)).toEqual([]);
  expect(
    await rulesOf(
      `# pgssl-disable-file ${rule} hba-mask-missing\n${head}\n  ${list.replace("/32", "")}\nx: &x\n  ${string}`,
    ),
  ).toEqual([]);
});

test.each([
  [
    "a script",
    "shellscript",
    "initdb.sh",
    `#!/bin/sh\n${disable}\necho "${broken}" >> "$PGDATA/pg_hba.conf"\n`,
  ],
  [
    "a here-document",
    "shellscript",
    "initdb.sh",
    `#!/bin/sh\ncat >> "$PGDATA/pg_hba.conf" <<EOF\n${disable}\n${broken}\nEOF\n`,
  ],
  [
    "a Dockerfile",
    "dockerfile",
    "Dockerfile",
    `FROM postgres:16\n${disable}\nRUN echo "${broken}" >> /etc/postgresql/pg_hba.conf\n`,
  ],
] as const)("a comment in %s silences a rule", async (_, language, name, text) => {
  expect(await rulesOf(text, language, name)).toEqual([]);
  expect(await rulesOf(text.replace(disable, "# words"), language, name)).toEqual([
    "3 hba-mask-missing".replace("3", String(text.split("\n").findIndex((line) => line.includes(broken)))),
  ]);
});

describe("a comment with the version", () => {
  const list = `${head}\n    pg_hba:\n      - hostssl all /^app.*$ 10.0.0.0/8 cert\n`;
  const versions = async (text: string) => {
    const { service, uri } = openManifest(text);
    return (await service.summary(uri))?.serverVersion;
  };

  test.each([
    ["at the head of the document", `# pgssl: version=14\n${list}`, 14],
    ["at the head of the second", `kind: Pod\n---\n# ours\n# pgssl: version=14\n${list}`, 14],
    ["before the mark of the document", `# pgssl: version=14\n---\n${list}`, 14],
    ["above the list", list.replace("    pg_hba", "    # pgssl: version=15\n    pg_hba"), 15],
    ["above what holds the list", list.replace("spec:", "# pgssl: version=15\nspec:"), 15],
    ["above another entry", `${list}    # pgssl: version=15\n    synchronous: {}\n`, 19],
    ["in another document", `# pgssl: version=14\nkind: Pod\n---\n${list}`, 19],
    ["behind something", list.replace("spec:", "spec: # pgssl: version=15"), 19],
    [
      "before that of the image",
      `# pgssl: version=14\n${list.replace("spec:", "spec:\n  imageName: x:17")}`,
      14,
    ],
  ])("%s", async (_, text, version) => {
    expect((await versions(text))?.value).toBe(version);
  });

  test("has what holds for that version reported", async () => {
    expect(await rulesOf(list)).not.toContain("5 hba-regex-unsupported");
    const found = await rulesOf(list.replace("spec:", "# pgssl: version=14\nspec:"));
    expect(found).toContain("6 hba-regex-unsupported");
  });

  test("is read below an entry that is left out of what is parsed", async () => {
    expect(await rulesOf(list.replace("spec:", "# words\nspec:"))).toHaveLength((await rulesOf(list)).length);
  });

  test("that has no effect, and a mistyped one, are reported with a way out", async () => {
    const useless = `${list}    # pgssl: version=15\n    synchronous: {}\n`;
    expect(await rulesOf(useless)).toContain("6 directive-unknown");
    const mistyped = openManifest(`# pgssl: verison=14\n${list}`);
    expect(await mistyped.shown()).toContain("verison: directive-unknown");
    expect(await mistyped.fixed(/Change to version/)).toBe(`# pgssl: version=14\n${list}`);
    const unused = openManifest(`${head}\n    pg_hba:\n      ${disable}\n      - local all all peer`);
    expect(await unused.fixed(/Remove the comment/)).toBe(
      `${head}\n    pg_hba:\n      - local all all peer\n`,
    );
  });
});

describe("the comment that silences a finding is offered", () => {
  test.each<[string, string, string, HostLanguage]>([
    [
      "above an item",
      `${head}\n    pg_hba:\n      - ${broken}\n`,
      `${head}\n    pg_hba:\n      ${disable}\n      - ${broken}\n`,
      "yaml",
    ],
    [
      "with line ends of Windows",
      `${head}\n    pg_hba:\n      - ${broken}\n`.replaceAll("\n", "\r\n"),
      `${head}\n    pg_hba:\n      ${disable}\n      - ${broken}\n`.replaceAll("\n", "\r\n"),
      "yaml",
    ],
    [
      "above an item of several lines",
      `${head}\n    pg_hba:\n      - >-\n        hostssl all all\n        10.0.0.1 cert\n`,
      `${head}\n    pg_hba:\n      ${disable}\n      - >-\n        hostssl all all\n        10.0.0.1 cert\n`,
      "yaml",
    ],
    [
      "above a list in brackets",
      `${head}\n    pg_hba: ["${broken}"]\n`,
      `${head}\n    ${disable}\n    pg_hba: ["${broken}"]\n`,
      "yaml",
    ],
    [
      "within a block",
      `kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    ${broken}\n`,
      `kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    ${disable}\n    ${broken}\n`,
      "yaml",
    ],
    [
      "above a command",
      `#!/bin/sh\necho "${broken}" >> pg_hba.conf\n`,
      `#!/bin/sh\n${disable}\necho "${broken}" >> pg_hba.conf\n`,
      "shellscript",
    ],
    [
      "in a here-document",
      `cat >> pg_hba.conf <<EOF\n${broken}\nEOF\n`,
      `cat >> pg_hba.conf <<EOF\n${disable}\n${broken}\nEOF\n`,
      "shellscript",
    ],
  ])("%s", async (_, text, wanted, language) => {
    const uri = `file:///repo/x.${language}`;
    const { service } = openFiles({});
    const document = new SourceDocument(uri, language, 1, text);
    service.open(document);
    const offered = await service.suppressions(uri, 0, Number.MAX_SAFE_INTEGER);
    const fix = offered.find(({ title }) => title === "Silence hba-mask-missing here");
    const after = applyEdits(document.lines, fix?.edits ?? []);
    expect(after).toBe(wanted);
    expect((await rulesOf(after, language)).join()).not.toContain("hba-mask-missing");
    const whole = offered.find(({ title }) => title === "Silence hba-mask-missing in this file");
    const file = applyEdits(document.lines, whole?.edits ?? []);
    expect(file).toContain("pgssl-disable-file hba-mask-missing");
    expect(file.startsWith("#!")).toBe(text.startsWith("#!"));
    expect((await rulesOf(file, language)).join()).not.toContain("hba-mask-missing");
  });
});
