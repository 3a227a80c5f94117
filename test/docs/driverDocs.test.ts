import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { driverDocument, driverPage } from "../../server/scripts/generateDriverDocs.ts";

test("the page about drivers is up to date: else run `npm run generate`", async () => {
  expect(await readFile(driverPage, "utf8")).toBe(driverDocument());
});
