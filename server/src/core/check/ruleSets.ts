import type { Language } from "../model/language.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { rules } from "../rules/index.generated.ts";

/** The rules that check the records of each language. */
export const recordRules: Readonly<Record<Language, readonly Rule[]>> = {
  "postgresql-conf": rules.filter((rule) => rule.conf),
  "pg-hba": rules.filter((rule) => rule.hba || rule.hbaAccess || rule.order),
  "pg-ident": rules.filter((rule) => rule.ident),
  "pg-hosts": rules.filter((rule) => rule.hosts),
};

/** The rules that check a cluster as a whole. */
export const clusterRules: readonly Rule[] = rules.filter((rule) => rule.cluster);

/** The rules that check how a document of another program holds our files. */
export const embeddedRules: readonly Rule[] = rules.filter((rule) => rule.embedded);
