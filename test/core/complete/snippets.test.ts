import { describe, expect, test } from "vitest";
import { lineSnippets } from "../../../server/src/core/data/snippets.ts";
import { createLanguageService } from "../../../server/src/core/index.ts";
import { languages } from "../../../server/src/core/model/language.ts";
import { serverVersions } from "../../../server/src/core/model/serverVersion.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { fileNames } from "../../support/annotated.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { defaultOwner, MemoryHost } from "../../support/memoryHost.ts";
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
  const host = new MemoryHost(
    {
      "/data": { kind: "directory", mode: 0o700, owner: defaultOwner },
      "/data/PG_VERSION": `${version}\n`,
      "/data/postgresql.conf": "ssl = on\nssl_ca_file = 'root.crt'\n",
      "/data/pg_hba.conf": "local all all peer\n",
      "/data/pg_ident.conf": "people /^(.*)@example$ \\1\n",
      "/data/server.crt": { bytes: Buffer.concat([materialBytes("leaf"), materialBytes("intermediate")]) },
      "/data/server.key": { bytes: materialBytes("leaf-key"), mode: 0o600, owner: defaultOwner },
      "/data/root.crt": { bytes: materialBytes("root") },
    },
    materialTime,
  );
  const name = fileNames[language];
  const isHosts = language === "pg-hosts";
  if (isHosts) host.write("/data/postgresql.conf", "ssl = on\nssl_sni = on\n");
  host.write(`/data/${name}`, `${text}\n`);
  const service = createLanguageService(host, async () => pki);
  const found = (await service.diagnose(`file:///data/${name}`)) ?? [];
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
