import { expect, test } from "vitest";
import { embeddedVersions } from "../support/servers.ts";
import { disagreement, type RecordedString } from "./connectionStrings.ts";
import recorded from "./fixtures/connectionStrings.json" with { type: "json" };

const strings = recorded as unknown as readonly RecordedString[];

test.each(embeddedVersions)("pgssl reads connection strings as libpq %i does", (version) => {
  const found = strings.flatMap(({ text, results }) =>
    results.flatMap(([first, last, result]) => {
      if (version < first || last < version) return [];
      const differs = disagreement(text, version, result);
      return differs === undefined ? [] : [`${JSON.stringify(text)} ${differs}`];
    }),
  );
  expect(found).toEqual([]);
  expect(strings.length).toBeGreaterThan(1400);
});
