import { describe, expect, test } from "vitest";
import { createLanguageService } from "../../server/src/core/index.ts";
import { MemoryHost } from "../support/memoryHost.ts";

/** Ten files, each of which names the next one twenty times. */
const manyNames = (line: (next: number) => string, name: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`/data/${name(index)}`, `${line(index + 1)}\n`.repeat(20)]),
  );

function diagnose(name: string, files: Readonly<Record<string, string>>) {
  const host = new MemoryHost({ "/data/PG_VERSION": "18\n", "/data/postgresql.conf": "", ...files });
  const service = createLanguageService(host, () => Promise.reject(new Error("no certificate here")));
  return service.diagnose(`file:///data/${name}`);
}

describe("files that name each other many times over are read in no time", () => {
  test("@file", async () => {
    const found = await diagnose("pg_hba.conf", {
      "/data/pg_hba.conf": "local @n0 all peer\n",
      ...manyNames(
        (next) => `@n${next}`,
        (index) => `n${index}`,
      ),
      "/data/n10": "\n",
    });
    expect(found).toBeDefined();
  });

  test("include in settings", async () => {
    const found = await diagnose("postgresql.conf", {
      "/data/postgresql.conf": "include 'n0.conf'\n",
      "/data/pg_hba.conf": "local all all peer\n",
      ...manyNames(
        (next) => `include 'n${next}.conf'`,
        (index) => `n${index}.conf`,
      ),
      "/data/n10.conf": "port = 1\n",
    });
    expect(found).toEqual([]);
  });
});
