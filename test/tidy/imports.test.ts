import { readFileSync } from "node:fs";
import { dirname } from "node:path/posix";
import { expect, test } from "vitest";
import { findCircles, type Imports, partOf, readImports } from "../../server/scripts/readImports.ts";
import { projectRoot } from "../support/tools.ts";

const imports = readImports();

/** What each part of the program may import beside itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: [],
  pki: ["core"],
  disk: ["core"],
  browser: ["core", "pki"],
  setup: ["core", "pki", "disk"],
  lsp: ["core", "setup"],
  cli: ["core", "pki", "disk", "setup"],
  main: ["core", "pki", "disk", "browser", "setup", "lsp", "cli"],
  start: [],
  client: ["core", "setup", "lsp", "browser"],
};

/** `core` for all of the core. */
const outerPart = (file: string) => partOf(file).replace(/^core\/.*/, "core");

/** What the rest of the program may import of the core. */
const door = /^server\/src\/core\/(index\.ts|host\.ts|pki\.ts|model\/.*)$/;

/** The imports that a check objects to. */
const offenders = (isWrong: (from: string, to: string) => boolean): string[] =>
  [...imports].flatMap(([from, names]) =>
    names.filter((to) => isWrong(from, to)).map((to) => `${from} → ${to}`),
  );

test("each part of the program imports only what its place allows", () => {
  expect(
    offenders((from, to) => {
      const [own, other] = [outerPart(from), outerPart(to)];
      return own !== other && !allowed[own]?.includes(other);
    }),
  ).toEqual([]);
});

test("outside the core, nothing imports more of it than the service, the model and the two ports", () => {
  expect(
    offenders((from, to) => outerPart(from) !== "core" && outerPart(to) === "core" && !door.test(to)),
  ).toEqual([]);
});

test("the core's door exports only what something outside the core imports", () => {
  const door = "server/src/core/index.ts";
  const outside = [...imports].filter(([from, names]) => outerPart(from) !== "core" && names.includes(door));
  const wanted = new Set(
    outside.flatMap(([from]) =>
      listedNames(from, /import (?:type )?\{([^}]*)\} from "[^"]*core\/index\.ts"/g),
    ),
  );
  const exported = listedNames(door, /^export (?:type )?\{([^}]*)\}/gm);
  expect(exported.length).toBeGreaterThan(20);
  expect(exported.filter((name) => !wanted.has(name))).toEqual([]);
});

/** The names in the braces of imports or exports of a file, as the other side knows them. */
function listedNames(file: string, braces: RegExp): string[] {
  const text = readFileSync(`${projectRoot}/${file}`, "utf8");
  return [...text.matchAll(braces)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== "")
      .map((name) => (braces.multiline ? name.replace(/^.* as /, "") : name.replace(/ as .*$/, ""))),
  );
}

test("disk, browser and pki know the core's ports and model, not its service", () => {
  expect(
    offenders(
      (from, to) => ["disk", "pki", "browser"].includes(outerPart(from)) && partOf(to) === "core/index.ts",
    ),
  ).toEqual([]);
});

test("no modules of different folders import each other in a circle", () => {
  const betweenFolders = findCircles(imports).filter((circle) => new Set(circle.map(dirname)).size > 1);
  expect(betweenFolders).toEqual([]);
});

test("circles are found, however long, and only circles", () => {
  const graph: Imports = new Map([
    ["a", ["b", "d"]],
    ["b", ["c"]],
    ["c", ["a"]],
    ["d", ["e"]],
    ["e", []],
  ]);
  expect(findCircles(graph)).toEqual([["a", "b", "c"]]);
});
