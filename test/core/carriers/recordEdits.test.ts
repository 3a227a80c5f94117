import { describe, expect, test } from "vitest";
import { applyEdits, SourceDocument } from "../../../server/src/core/index.ts";
import { positionIn } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

const head =
  "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  imageName: x:16\n  postgresql:\n    pg_hba:";
const wide = "host app alice,bob all scram-sha-256";
const narrow = "hostssl app bob 10.0.0.0/8 cert";
const tail = "host all all all reject";
const configMap = "kind: ConfigMap\ndata:\n  pg_hba.conf: |";

async function fixed(text: string, title: RegExp, name = "cluster.yaml"): Promise<string | undefined> {
  const { service } = openFiles({});
  const language = name.endsWith(".sh") ? "shellscript" : "yaml";
  const document = new SourceDocument(`file:///repo/${name}`, language, 1, text);
  service.open(document);
  const fixes = await service.fixes(document.uri, 0, Number.MAX_SAFE_INTEGER);
  const fix = fixes.find((one) => title.test(one.title));
  return fix?.edits && applyEdits(document.lines, fix.edits);
}

const move = /^Move this record/;
const remove = /^Remove this record/;
const second = (...lines: readonly string[]) => lines.join("\n");

describe("a record that another hides", () => {
  test.each([
    [
      "an item, with the comment behind it",
      second(
        head,
        `      - ${wide} # both`,
        "      # special",
        `      - '${narrow}' # bob`,
        `      - ${tail}`,
        "",
      ),
      second(
        head,
        `      - '${narrow}' # bob`,
        "      # special",
        `      - ${wide} # both`,
        `      - ${tail}`,
        "",
      ),
      second(head, `      - ${wide} # both`, "      # special", `      - ${tail}`, ""),
    ],
    [
      "an item of a list in brackets",
      `${head} ["${wide}", '${narrow}', "${tail}"]\n`,
      `${head} ['${narrow}', "${wide}", "${tail}"]\n`,
      `${head} ["${wide}", "${tail}"]\n`,
    ],
    [
      "the last item of a list in brackets, on lines",
      `${head} [\n      "${wide}",\n      "${narrow}"\n    ]\n`,
      `${head} [\n      "${narrow}",\n      "${wide}"\n    ]\n`,
      `${head} [\n      "${wide}"\n    ]\n`,
    ],
    [
      "a line of a block",
      second(configMap, `    ${wide}`, `    ${narrow}`, "    # end", "  other: x", ""),
      second(configMap, `    ${narrow}`, `    ${wide}`, "    # end", "  other: x", ""),
      second(configMap, `    ${wide}`, "    # end", "  other: x", ""),
    ],
    [
      "the last line of a block without a line end behind it",
      second(`${configMap}-`, `    ${wide}`, `    ${narrow}`),
      second(`${configMap}-`, `    ${narrow}`, `    ${wide}`),
      second(`${configMap}-`, `    ${wide}`, ""),
    ],
    [
      "an item that is a block",
      second(head, "      - |", `        ${wide}`, "      - |-", `        ${narrow}`, `      - ${tail}`, ""),
      second(head, "      - |", `        ${narrow}`, "      - |-", `        ${wide}`, `      - ${tail}`, ""),
      second(head, "      - |", `        ${wide}`, `      - ${tail}`, ""),
    ],
    [
      "an item with an anchor",
      second(head, `      - ${wide}`, `      - &bob ${narrow}`, "x: *bob", ""),
      undefined,
      undefined,
    ],
    [
      "an item between others of a list in brackets with a comment",
      `${head} [\n      "${wide}",\n      "${narrow}", # bob\n      "${tail}"]\n`,
      `${head} [\n      "${narrow}",\n      "${wide}", # bob\n      "${tail}"]\n`,
      undefined,
    ],
    [
      "an item below others that are the same, each with its comment",
      second(
        head,
        `      - ${wide}`,
        "      - local all x peer # one",
        "      - local all x peer # two",
        `      - ${narrow}`,
        "",
      ),
      second(
        head,
        `      - ${narrow}`,
        `      - ${wide}`,
        "      - local all x peer # one",
        "      - local all x peer # two",
        "",
      ),
      second(head, `      - ${wide}`, "      - local all x peer # one", `      - ${narrow}`, ""),
    ],
  ])("%s", async (_, text, moved, removed) => {
    expect(await fixed(text, move)).toBe(moved);
    expect(await fixed(text, remove)).toBe(removed);
  });

  test("a line of a here-document", async () => {
    const script = (...lines: readonly string[]) =>
      second('cat > "$PGDATA/pg_hba.conf" <<-EOF', ...lines.map((line) => `\t${line}`), "\tEOF", "");
    expect(await fixed(script(wide, narrow), move, "init.sh")).toBe(script(narrow, wide));
    expect(await fixed(script(wide, narrow), remove, "init.sh")).toBe(script(wide));
  });
});

describe("a name", () => {
  const rename = async (text: string, word: string, newName: string) => {
    const { service } = openFiles({});
    const document = new SourceDocument("file:///repo/cluster.yaml", "yaml", 1, text);
    service.open(document);
    const at = positionIn(document, text.indexOf(word) + 1);
    const edits = await service.rename(document.uri, at, newName);
    return edits && applyEdits(document.lines, edits);
  };
  const maps = (name: string, item = name) =>
    second(
      head,
      `      - hostssl all all all cert map=${name}`,
      "    pg_ident:",
      `      - '${item} cn app'`,
      "",
    );

  test("of a map is changed in all parts", async () => {
    expect(await rename(maps("ours"), "ours", "users")).toBe(maps("users"));
    expect(await rename(maps("ours"), "ours", "my users")).toBe(
      maps("x").replace("map=x", '"map=my users"').replace("'x cn", `'"my users" cn`),
    );
  });

  test("that the operator's own lines have stays", async () => {
    expect(await rename(maps("cnpg_streaming_replica"), "cnpg_streaming_replica", "other")).toBeUndefined();
  });

  test("in what several clusters share changes for none alone", async () => {
    const shared = `${head} &hba\n      - hostssl all all all cert map=ours\n    pg_ident: ['ours cn app']\n---\n`;
    expect(await rename(shared, "ours", "users")).toBe(shared.replaceAll("ours", "users"));
  });

  test("formatting is for plain files alone", async () => {
    const { service } = openFiles({});
    const uri = "file:///repo/cluster.yaml";
    service.open(new SourceDocument(uri, "yaml", 1, maps("ours")));
    expect((await service.format(uri)) ?? []).toEqual([]);
    expect((await service.formatLine(uri, 6)) ?? []).toEqual([]);
  });
});

test.each([
  ["a block of text", `${configMap}\n    # pgssl: version=16\n    `, "    "],
  ["a block of text without its last line break", `${configMap}-\n    # pgssl: version=16\n    `, "    "],
  ["a list", "scope: x\npostgresql:\n  pg_hba:\n    - ", "    - "],
  ["a block in a list", "scope: x\npostgresql:\n  pg_hba:\n    - |\n      ", "    - "],
])("a record is added where %s ends with the document", async (_, before, indent) => {
  const record = "hostssl all all 0.0.0.0/0 scram-sha-256";
  const added = `${indent}hostssl all all ::/0      scram-sha-256`;
  for (const end of ["", "\n"])
    expect(await fixed(`${before}${record}${end}`, /Add the same record/)).toBe(
      `${before}${record}\n${added}${end}`,
    );
});

test("the only record of a list stays, since a list without items is something else", async () => {
  const hidden = "      - local all all md5\n";
  expect(await fixed(`${head}\n${hidden}`, remove)).toBeUndefined();
  expect(await fixed(`${head}\n${hidden}      - ${tail}\n`, remove)).toBe(`${head}\n      - ${tail}\n`);
});
