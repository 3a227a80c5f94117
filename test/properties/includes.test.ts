import { describe, expect, test } from "vitest";
import { type Files, openCluster, toUri } from "../support/openService.ts";

/** Ten files, each of which names the next one twenty times. */
const manyNames = (line: (next: number) => string, name: (index: number) => string) =>
  Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [name(index), `${line(index + 1)}\n`.repeat(20)]),
  );

const diagnose = (name: string, files: Files) => openCluster(files).service.diagnose(toUri(name));

describe("files that name each other many times over are read in no time", () => {
  test("@file", async () => {
    const found = await diagnose("pg_hba.conf", {
      "pg_hba.conf": "local @n0 all peer\n",
      ...manyNames(
        (next) => `@n${next}`,
        (index) => `n${index}`,
      ),
      n10: "\n",
    });
    expect(found).toBeDefined();
  });

  test("include in settings", async () => {
    const found = await diagnose("postgresql.conf", {
      "postgresql.conf": "include 'n0.conf'\n",
      "pg_hba.conf": "local all all peer\n",
      ...manyNames(
        (next) => `include 'n${next}.conf'`,
        (index) => `n${index}.conf`,
      ),
      "n10.conf": "port = 1\n",
    });
    expect(found?.map(({ rule }) => rule)).toEqual(["check-incomplete"]);
  });
});
