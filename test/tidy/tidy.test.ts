import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

const sources = filesBelow(
  join(projectRoot, "server"),
  join(projectRoot, "client"),
  join(projectRoot, "test"),
).filter((path) => /\.m?ts$|\.mjs$/.test(path));

/** Pure packages that the core may import: addresses, URIs and YAML are a library's job. */
const corePackages = new Set(["jsonc-parser", "vscode-uri", "yaml"]);

test("the core imports nothing but the core and pure packages", () => {
  const core = join(projectRoot, "server/src/core");
  const offenders = sources
    .filter((path) => path.startsWith(core))
    .flatMap((path) =>
      importsOf(path)
        .filter((name) =>
          name.startsWith(".") ? !join(path, "..", name).startsWith(core) : !corePackages.has(name),
        )
        .map((name) => `${relative(projectRoot, path)}: ${name}`),
    );
  expect(offenders).toEqual([]);
});

test("what answers the protocol imports no module of Node, so that it answers in a browser, too", () => {
  const lsp = join(projectRoot, "server/src/lsp");
  const offenders = sources
    .filter((path) => path.startsWith(lsp))
    .flatMap((path) => importsOf(path).filter((name) => /^node:|\/node$/.test(name)));
  expect(offenders).toEqual([]);
});

/** The folders of the core in the order in which they may import each other: each only those before it. */
const corePlaces = [
  ["model", "data", "host.ts", "pki.ts"],
  ["syntax"],
  ["cluster"],
  ["carriers"],
  ["x509"],
  ["gather"],
  ["ruleKit"],
  ["rules"],
  ["check"],
  ["features"],
  ["index.ts"],
];

test("each folder of the core imports only those before it", () => {
  const core = join(projectRoot, "server/src/core");
  const placeOf = (path: string) => {
    const [first = ""] = relative(core, path).split(sep);
    return corePlaces.findIndex((names) => names.includes(first));
  };
  const offenders = sources
    .filter((path) => path.startsWith(core))
    .flatMap((path) =>
      importsOf(path)
        .filter((name) => name.startsWith(".") && placeOf(join(path, "..", name)) > placeOf(path))
        .map((name) => `${relative(core, path)}: ${name}`),
    );
  expect(offenders).toEqual([]);
});

test("no test has a time limit of its own, which only a fast machine keeps", () => {
  const offenders = sources
    .filter((path) => path.endsWith(".test.ts"))
    .filter((path) =>
      /\{\s*timeout: [\d_]+,?\s*\}|^ *\},\s+[\d_]{5,},?\s*\);$|testTimeout|hookTimeout/m.test(
        readFileSync(path, "utf8"),
      ),
    )
    .map((path) => relative(projectRoot, path));
  expect(offenders).toEqual(["test/tidy/tidy.test.ts"]);
});

test("tests make services through test/support/openService.ts alone, and those of the core know no oracle", () => {
  const offenders = sources
    .filter((path) => path.startsWith(join(projectRoot, "test/")))
    .filter((path) => {
      const name = relative(projectRoot, path).split(sep).join("/");
      const makesService = /\bcreateLanguageService\(/.test(readFileSync(path, "utf8"));
      const knowsOracle = importsOf(path).some((imported) => imported.includes("/oracle/"));
      return (
        (makesService && name !== "test/support/openService.ts") ||
        (knowsOracle && name.startsWith("test/core/"))
      );
    });
  expect(offenders).toEqual([]);
});

test("no module of the core remembers anything", () => {
  const memory =
    /^(?:export )?(?:let |const \w+(?:: (?!readonly|Readonly)[^=]+)? = (?:new Weak(?:Map|Set)|new (?:Map|Set)(?:<[^>]*>+)?\(\);|\[\];))/m;
  const core = join(projectRoot, "server/src/core");
  const offenders = sources
    .filter((path) => path.startsWith(core))
    .filter((path) => memory.test(readFileSync(path, "utf8")))
    .map((path) => relative(core, path));
  expect(offenders).toEqual([]);
});

test("no key of the core is made of JSON", () => {
  const core = join(projectRoot, "server/src/core");
  const offenders = sources
    .filter((path) => path.startsWith(core) && readFileSync(path, "utf8").includes("JSON.stringify"))
    .map((path) => relative(core, path));
  expect(offenders).toEqual([]);
});

test("no hand-written file is longer than 400 lines", () => {
  const long = sources
    .map((path) => ({ path: relative(projectRoot, path), text: readFileSync(path, "utf8") }))
    .filter(({ text }) => !/GENERATED/.test(text.slice(0, text.indexOf("\n"))))
    .filter(({ text }) => text.split("\n").length > 401)
    .map(({ path }) => path);
  expect(long).toEqual([]);
});

test("nothing reads the founders' shared folder, which no user has", () => {
  const mention = ["..", "shared"].join("/");
  const offenders = sources.filter(
    (path) =>
      /from "|readFile|join\(/.test(readFileSync(path, "utf8")) &&
      readFileSync(path, "utf8").includes(mention),
  );
  expect(offenders.map((path) => relative(projectRoot, path))).toEqual([]);
});

function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function filesBelow(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    }),
  );
}
