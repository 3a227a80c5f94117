import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import {
  type EmbeddedVersion,
  embeddedPackage,
  embeddedServers,
  embeddedVersions,
} from "../support/servers.ts";
import { projectRoot } from "../support/tools.ts";
import { disagreement, kindOf, type LibpqResult, type RecordedString } from "./connectionStrings.ts";
import { connectionString, wholeStrings } from "./generate/connectionStrings.ts";
import { Random } from "./generate/random.ts";

/** What the libpq of a version's npm package makes of strings; needs Python 3 for its `ctypes`. */
function askLibpq(version: EmbeddedVersion, texts: readonly string[]): LibpqResult[] {
  const package_ = `${projectRoot}/.tools/postgres-${embeddedServers[version]}/node_modules/${embeddedPackage()}`;
  const folder = `${package_}/native/lib`;
  const output = execFileSync("python3", [`${import.meta.dirname}/askLibpq.py`, `${folder}/libpq.so`], {
    input: texts.map((text) => `${JSON.stringify(text)}\n`).join(""),
    env: { PATH: process.env.PATH, LC_ALL: "C", HOME: "/nonexistent", LD_LIBRARY_PATH: folder },
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Joins equal results of neighbouring versions; of the attempt to connect only what libpq says about the string. */
function record(text: string, results: readonly (readonly [EmbeddedVersion, LibpqResult])[]): RecordedString {
  const rows: [EmbeddedVersion, EmbeddedVersion, LibpqResult][] = [];
  for (const [version, { start, ...result }] of results) {
    const kept = start !== undefined && kindOf(start) ? { ...result, start } : result;
    const last = rows.at(-1);
    if (last && JSON.stringify(last[2]) === JSON.stringify(kept)) last[1] = version;
    else rows.push([version, version, kept]);
  }
  return { text, results: rows };
}

const [seed = "1", count = "1000", file] = process.argv.slice(2);
const random = new Random(Number(seed));
const texts = [
  ...new Set([...wholeStrings, ...Array.from({ length: Number(count) }, () => connectionString(random))]),
];
const results = embeddedVersions.map((version) => [version, askLibpq(version, texts)] as const);
let disagreements = 0;
for (const [index, text] of texts.entries())
  for (const [version, of] of results) {
    const found = disagreement(text, version, of[index] ?? {});
    if (found === undefined) continue;
    disagreements++;
    console.log(`${version} ${JSON.stringify(text)}\n   ${found}`);
  }
console.log(`${texts.length} strings, ${embeddedVersions.length} versions, ${disagreements} disagreements`);
if (file) {
  const rows = texts.map((text, index) =>
    record(
      text,
      results.map(([version, of]) => [version, of[index] ?? {}]),
    ),
  );
  writeFileSync(file, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
}
