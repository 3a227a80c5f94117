import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

/** The packages that a source file loads, itself or by what it imports. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, type, name = ""] of readFileSync(file, "utf8").matchAll(
    /^import (type )?[^;]*"([^"]+)";$/gm,
  )) {
    if (type) continue;
    const found = name.startsWith(".") ? packagesOf(join(file, "..", name), seen) : [name];
    for (const each of found) packages.add(each);
  }
  return packages;
}

test("what reads certificates does not load the library that makes them, which is ten times as large", () => {
  const folder = join(projectRoot, "server/src/pki");
  expect([...packagesOf(join(folder, "index.ts"))].sort()).toEqual(["ipaddr.js", "node:crypto"]);
  expect([...packagesOf(join(folder, "createPki.ts"))], "what a browser runs").toEqual(["ipaddr.js"]);
  expect(packagesOf(join(folder, "create.ts"))).toContain("@peculiar/x509");
});
