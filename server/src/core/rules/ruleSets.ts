import { loadLater } from "../loadLater.ts";
import type { Language } from "../model/language.ts";
import { authRules } from "./authRules.ts";
import type { Rule } from "./rule.ts";

const recordRuleSets = new Map<Language, Promise<readonly Rule[]>>();
let clusterRuleSet: Promise<readonly Rule[]> | undefined;

/** The rules that judge the records of a language, loaded when its first document is judged. */
export function recordRules(language: Language): Promise<readonly Rule[]> {
  let rules = recordRuleSets.get(language);
  if (!rules) {
    rules = loadRecordRules(language);
    recordRuleSets.set(language, rules);
  }
  return rules;
}

async function loadRecordRules(language: Language): Promise<readonly Rule[]> {
  if (language === "postgresql-conf") return (await loadLater()).rules.filter((rule) => rule.conf);
  if (language === "pg-hba") return authRules.filter((rule) => rule.hba || rule.hbaAccess || rule.order);
  return authRules.filter((rule) => (language === "pg-ident" ? rule.ident : rule.hosts));
}

/** The rules that judge a cluster as a whole, loaded with the first postgresql.conf. */
export function clusterRules(): Promise<readonly Rule[]> {
  clusterRuleSet ??= loadLater().then(({ rules }) => rules.filter((rule) => rule.cluster));
  return clusterRuleSet;
}
