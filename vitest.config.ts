import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 10_000,
    // Servers that tests start keep their compiled code here, and not in the home of whoever runs the tests.
    env: { XDG_CACHE_HOME: join(import.meta.dirname, ".out/cache") },
  },
});
