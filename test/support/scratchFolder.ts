import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";

/** Returns the path of something in a temporary folder, or of the folder itself. */
export type At = (...names: string[]) => string;

/** An empty temporary folder for each test of a file (or of a `describe`), which is gone after the test. */
export const folderPerTest = (): At => scratchFolder(beforeEach, afterEach);

/** An empty temporary folder for all tests of a file (or of a `describe`) together, which is gone after the last. */
export const folderPerFile = (): At => scratchFolder(beforeAll, afterAll);

function scratchFolder(before: (make: () => void) => void, after: (remove: () => void) => void): At {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pgssl-test-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  return (...names) => join(folder, ...names);
}
