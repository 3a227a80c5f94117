import { describe, expect, test } from "vitest";
import { lineSnippets } from "../../../server/src/core/data/snippets.ts";
import { languages } from "../../../server/src/core/model/language.ts";
import { serverVersions } from "../../../server/src/core/model/serverVersion.ts";
import { fileNames } from "../../support/annotated.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { openCluster } from "../../support/openService.ts";
import { snippetTexts } from "../../support/snippetTexts.ts";
import { completions } from "./checkCompletion.ts";

const cases = serverVersions.flatMap((version) =>
  languages.flatMap((language) =>
    snippetTexts(language, version).map((text) => ({ version, language, text })),
  ),
);

test.each(cases)("nothing is wrong with a snippet of $language for $version: $text", async (one) => {
  expect(await findings(one)).toEqual([]);
});

/** Everything found in the file that the snippet makes, in a cluster that has what the lines count on. */
async function findings({ version, language, text }: (typeof cases)[number]): Promise<string[]> {
  const name = fileNames[language];
  const more = language === "pg-hosts" ? "ssl_sni = on" : "ssl_ca_file = 'root.crt'";
  const files = {
    "postgresql.conf": `ssl = on\n${more}\n`,
    "pg_hba.conf": "local all all peer\n",
    "pg_ident.conf": "people /^(.*)@example$ \\1\n",
    "server.crt": Buffer.concat([materialBytes("leaf"), materialBytes("intermediate")]),
    "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
    "root.crt": materialBytes("root"),
    [name]: `${text}\n`,
  };
  const found = await openCluster(files, { version, time: materialTime }).findings(name);
  return found.map(({ rule, message }) => `${rule}: ${message}`);
}

describe("snippets", () => {
  test.each([
    ["pg-hba", 13, /whole subject/, 14],
    ["pg-hosts", 18, /SNI/, 19],
    ["postgresql-conf", 18, /SNI/, 19],
  ] as const)("of %s are offered by version: not in %i", async (language, before, words, since) => {
    const offered = async (version: number) => {
      const { items } = await completions("|", { language, version });
      return items.some(({ kind, detail = "" }) => kind === "snippet" && words.test(detail));
    };
    expect([await offered(before), await offered(since)]).toEqual([false, true]);
  });

  test.each([
    "enforce TLS",
    "mutual TLS: the client's certificate alone",
    "certificate and password",
    "replication over TLS",
    "reject cleartext",
  ])("are found by what they are for: %s", async (purpose) => {
    const { items } = await completions("|");
    expect(items.filter(({ filterText = "" }) => filterText.includes(purpose))).toHaveLength(1);
  });

  test("have labels of their own", () => {
    const labels = lineSnippets.map(({ language, label }) => `${language} ${label}`);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
