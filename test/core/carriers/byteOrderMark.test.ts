import { expect, test } from "vitest";
import type { HostLanguage } from "../../../server/src/core/model/language.ts";
import { shownIn } from "../../support/embedded.ts";

const record = "hostssl all all 10.0.0.5/8 cert";
const list = `pg_hba:\n      - ${record}\n`;

/** Documents whose first word is what shows that they hold our files. */
const documents: readonly (readonly [name: string, language: HostLanguage, text: string])[] = [
  ["a file of Patroni", "yaml", `scope: x\npostgresql:\n    ${list}`],
  ["a file of Patroni with its list above", "yaml", `postgresql:\n    ${list}scope: x\n`],
  ["values of CloudNativePG's chart", "yaml", `cluster:\n  postgresql:\n    ${list}`],
  [
    "a manifest",
    "yaml",
    `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n    ${list}`,
  ],
  ["JSON", "json", JSON.stringify({ scope: "x", postgresql: { pg_hba: [record] } })],
  ["a Dockerfile", "dockerfile", `FROM postgres:16\nRUN echo "${record}" >> /x/pg_hba.conf\n`],
];

test.each(documents)("a byte-order mark before %s hides nothing", async (_, language, text) => {
  const found = await shownIn(language, text);
  expect(found).toContain("10.0.0.5/8: hba-address-host-bits");
  expect(await shownIn(language, `\ufeff${text}`)).toEqual(found);
});
