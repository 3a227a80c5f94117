import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packagedBuild } from "../../server/src/core/model/serverBuild.ts";
import { server } from "../support/postgres.ts";
import { embeddedVersions } from "../support/servers.ts";
import { projectRoot } from "../support/tools.ts";
import {
  agree,
  type Comparison,
  compare,
  type Disagreement,
  describeDisagreement,
  embeddedSubject,
} from "./compare.ts";
import { fixtureLines, ruleExamples } from "./fixtures.ts";
import { generateTexts, kinds, surroundings } from "./generate/texts.ts";
import { knownDisagreement, knownDisagreements } from "./knownDisagreements.ts";
import { productResult } from "./product.ts";
import type { Recorded } from "./recorded.ts";

const seed = 1;
const count = 2000;

describe.each(embeddedVersions)("pgssl and PostgreSQL %i agree", (version) => {
  test.each(kinds)("on every example and fixture of %s", async (kind) => {
    const texts = [...fixtureLines[kind], ...ruleExamples(kind)];
    const subject = embeddedSubject(await server(version));
    expectAgreement(await compare(subject, kind, texts, surroundings(kind, version)));
  });

  test.each(kinds)(`on ${count} generated lines of %s (seed ${seed})`, async (kind) => {
    const subject = embeddedSubject(await server(version));
    const texts = generateTexts(kind, version, seed, count);
    const comparison = await compare(subject, kind, texts, surroundings(kind, version));
    expectAgreement(comparison);
    // Otherwise the generator has gone astray, and agreement means little.
    expect(comparison.refused / count).toBeGreaterThan(0.3);
    expect(comparison.refused / count).toBeLessThan(0.7);
  });
});

test.each(kinds)("pgssl agrees with what PostgreSQL 19 was recorded to say of %s", async (kind) => {
  const file = join(projectRoot, "test/oracle/fixtures/refusals19.json");
  const { results } = JSON.parse(await readFile(file, "utf8")) as Recorded;
  const disagreements: Disagreement[] = [];
  for (const [text, ...refusedLines] of results[kind]) {
    const shown = refusedLines.map((line) => ({ line, message: "(recorded)" }));
    const options = {
      ...surroundings(kind, 19),
      version: 19,
      build: [...packagedBuild],
      openssl: "3",
    } as const;
    const output = (await productResult(kind, text, options)).filter(({ effect }) => effect === "line-error");
    if (!agree(kind, text, shown, output))
      disagreements.push({ kind, version: 19, text, server: shown, product: output });
  }
  expectAgreement({ count: results[kind].length, refused: 0, disagreements });
});

if (knownDisagreements.length > 0) {
  test.each(knownDisagreements)("is still at odds: $reason", async (known) => {
    const version = embeddedVersions.findLast((npm) => known.versions?.includes(npm) ?? true);
    if (!version) throw new Error("no server of npm's shows it");
    const subject = embeddedSubject(await server(version));
    const { disagreements } = await compare(
      subject,
      known.kind,
      [known.example],
      surroundings(known.kind, version),
    );
    expect(disagreements.map(knownDisagreement), "it is settled: take the row out").toEqual([known]);
  });
}

function expectAgreement({ disagreements }: Comparison): void {
  const unknown = disagreements.filter((disagreement) => !knownDisagreement(disagreement));
  const words = unknown.slice(0, 20).map(describeDisagreement).join("\n");
  expect(unknown.length, `${unknown.length} disagreements, seed ${seed}:\n${words}`).toBe(0);
}
