import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { openFiles, toUri } from "./openService.ts";

/** What checking records among each other is about; other rules have tests of their own. */
export const orderRules = new Set(["hba-rule-unreachable", "hba-cleartext-gap", "hba-ipv6-missing"]);

/** The file whose records are checked. */
export const hbaUri = toUri("pg_hba.conf");

/** A pg_hba.conf that is open alone, and what is reported of its records among each other. */
export function openRecords(text: string) {
  const { service, edit, findings } = openFiles({});
  const document = edit(hbaUri, text);
  const found = async (): Promise<readonly Diagnostic[]> =>
    (await findings(hbaUri)).filter(({ rule }) => orderRules.has(rule));
  return { document, service, found };
}
