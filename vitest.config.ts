import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { bundledSources } from "./test/support/bundledSources.ts";
import { LongestFirst } from "./test/support/longestFirst.ts";

/** The mode in which `npm test` runs what loads much of the server: see `bundledSources`. */
const bundled = "bundled";

// The time limits only end what hangs: shared machines are slow at times. No test has one of its own.
export default defineConfig(({ mode }) => ({
  resolve: { alias: { vscode: fileURLToPath(new URL("test/support/vscode.ts", import.meta.url)) } },
  plugins: mode === bundled ? [bundledSources()] : [],
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts", "test/support/answerRunner.ts"],
    sequence: { sequencer: LongestFirst },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
  },
}));
