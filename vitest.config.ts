import { defineConfig } from "vitest/config";

// The time limits only end what hangs: shared machines are slow at times.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/seed.ts"],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
