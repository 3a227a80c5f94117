import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take minutes, the longest first. Where nothing is remembered of an earlier run, as on a fresh machine, Vitest goes by the
 * size of files, and one of these would begin when all others are done.
 */
const long = [
  "test/oracle/clusterReloads.test.ts",
  "test/oracle/agreement.test.ts",
  "test/oracle/setup.test.ts",
  "test/oracle/clusterStates.test.ts",
  "test/oracle/fixes.test.ts",
];

/** Starts the files that take longest before all others. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((path) => moduleId.replaceAll("\\", "/").endsWith(path));
      return found < 0 ? long.length : found;
    };
    return sorted.sort((a, b) => place(a) - place(b));
  }
}
