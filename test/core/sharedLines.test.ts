import { afterEach, expect, test, vi } from "vitest";
import type { Language } from "../../server/src/core/model/language.ts";
import type { Rule } from "../../server/src/core/rules/rule.ts";
import { recordRules } from "../../server/src/core/rules/ruleSets.ts";
import { hbaText } from "../bench/hbaText.ts";
import { openService, type Surroundings } from "../support/openService.ts";

afterEach(() => vi.restoreAllMocks());

const withTls = { "postgresql.conf": "ssl = on\nssl_ca_file = 'root.crt'\n" };

/** A line, what makes it faultless, and what makes it faulty. */
const cases: readonly [line: string, fine: Surroundings, faulty: Surroundings, rule: string][] = [
  [
    "hostssl all all 10.1.0.0/16 scram-sha-256",
    { files: { "postgresql.conf": "ssl = on\n" } },
    { files: { "postgresql.conf": "ssl = off\n" } },
    "hba-hostssl-without-ssl",
  ],
  [
    "hostssl all all 10.2.0.0/16 cert",
    { files: withTls },
    { files: { "postgresql.conf": "ssl = on\n" } },
    "hba-client-certificate-without-ca",
  ],
  [
    "hostssl all all 10.3.0.0/16 cert clientname=DN",
    { version: 14, files: withTls },
    { version: 13, files: withTls },
    "hba-option-unknown",
  ],
  [
    "hostssl all all 10.4.0.0/16 cert map=people",
    { files: { ...withTls, "pg_ident.conf": "people a b\n" } },
    { files: { ...withTls, "pg_ident.conf": "others a b\n" } },
    "hba-map-unknown",
  ],
  [
    "hostssl all all 10.5.0.0/16 cert map=people",
    { files: { ...withTls, "pg_ident.conf": "people a b\n" } },
    { files: { ...withTls, "pg_ident.conf": "people a b\nbroken\n" } },
    "hba-map-not-loaded",
  ],
  [
    "hostssl all all @users cert",
    { files: { ...withTls, users: "a\n" } },
    { files: { ...withTls, other: "a\n" } },
    "at-file-missing",
  ],
  [
    'inc"lude" more.conf',
    { files: { ...withTls, "more.conf": "local all all peer\n" } },
    { files: withTls },
    "auth-include-missing",
  ],
  [
    "ssl_groups = 'X25519'",
    { language: "postgresql-conf" },
    { language: "postgresql-conf", version: 17 },
    "conf-setting-unknown",
  ],
];

async function rulesAt(line: string, surroundings: Surroundings): Promise<string[]> {
  const { service, uri } = openService(`${line}\n|`, surroundings);
  return ((await service.diagnose(uri)) ?? []).map(({ rule }) => rule);
}

test.each(cases)("%s is judged by its own circumstances, whatever was judged before", async (...row) => {
  const [line, fine, faulty, rule] = row;
  for (const round of [1, 2]) {
    expect(await rulesAt(line, fine), `${round}`).not.toContain(rule);
    expect(await rulesAt(line, faulty), `${round}`).toContain(rule);
  }
});

test.each<[Language, string]>([
  ["pg-hba", hbaText(50)],
  ["pg-ident", "workers a b\nworkers c d\n"],
])("what is faultless in one cluster is not judged again in the next: %s", async (language, text) => {
  const calls = vi.fn();
  for (const rule of await recordRules(language)) {
    const judged = rule as Required<Rule>;
    if (rule.hba) vi.spyOn(judged, "hba").mockImplementation(calls);
    if (rule.ident) vi.spyOn(judged, "ident").mockImplementation(calls);
  }
  const judge = async () => {
    const { service, uri } = openService(`${text}|`, { language, files: withTls });
    calls.mockClear();
    await service.diagnose(uri);
    return calls.mock.calls.length;
  };
  expect(await judge()).toBeGreaterThan(0);
  expect(await judge()).toBe(0);
});
