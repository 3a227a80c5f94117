import { hbaRules } from "./hba/index.ts";
import { hostsRules } from "./hosts/index.ts";
import { identRules } from "./ident/index.ts";
import { lineRules } from "./lines/index.ts";
import type { Rule } from "./rule.ts";

/** The rules about pg_hba.conf, pg_ident.conf and pg_hosts.conf. */
export const authRules: readonly Rule[] = [...hbaRules, ...identRules, ...hostsRules, ...lineRules];
