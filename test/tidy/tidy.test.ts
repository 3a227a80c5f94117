import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

const sources = filesBelow(
  join(projectRoot, "server"),
  join(projectRoot, "client"),
  join(projectRoot, "test"),
).filter((path) => /\.m?ts$|\.mjs$/.test(path));

/** Pure packages that the core may stand on: addresses and URIs are a library's job. */
const corePackages = new Set(["ipaddr.js", "vscode-uri"]);

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

test("model, data and the ports import nothing but each other", () => {
  const low = ["model/", "data/", "host.ts", "pki.ts"].map((name) =>
    join(projectRoot, "server/src/core", name),
  );
  const isLow = (path: string) => low.some((folder) => path.startsWith(folder));
  const offenders = sources.filter(isLow).flatMap((path) =>
    importsOf(path)
      .filter((name) => !name.startsWith(".") || !isLow(join(path, "..", name)))
      .map((name) => `${relative(projectRoot, path)}: ${name}`),
  );
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
