import { defineConfig } from "vitest/config";

// The time limit only ends what hangs: shared machines are slow at times.
export default defineConfig({ test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 } });
