import type { EffectiveSettings } from "../model/settings.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { changeSetting } from "../ruleKit/settingFix.ts";
import { settingState } from "../ruleKit/settingState.ts";
import { serverInWords } from "../ruleKit/words.ts";

export const hostsFileUnused: Rule = {
  id: "hosts-file-unused",
  severity: "hint",
  serverEffect: null,
  summary: "The server does not read this line of pg_hosts.conf.",
  instead: "Set `ssl = on` and `ssl_sni = on` in postgresql.conf.",
  hosts({ fields }, context, report) {
    const { uri, serverVersion, settings } = context;
    const first = fields[0];
    if (!first) return;
    if (serverVersion < 19)
      report(
        first.span,
        `${serverInWords(context)} does not read pg_hosts.conf, only 19 and later do; move it away, or upgrade.`,
      );
    const off = firstOff(settings);
    if (serverVersion < 19 || !settings || !off) return;
    const { where, remedy } = settingState(settings, off, `${off} = on`, uri);
    report(first.span, `The server does not read this file because ${off} is off ${where}; ${remedy}.`);
  },
  fix(_finding, target) {
    const { serverVersion, settings } = target.context;
    const off = serverVersion < 19 ? undefined : firstOff(settings);
    return off ? changeSetting(target, off, "on") : [];
  },
};

export const hostsFileUnusedPage: RulePage = {
  why: "Only PostgreSQL 19 and later read this file, and only when both `ssl` and `ssl_sni` are on.",
  bad: [
    `
    # pgssl: version=18
    db.example.com db.crt db.key
    #^^^^^^^^^^^^^
    `,
    `
    # pgssl: version=19
    -- postgresql.conf --
    ssl = on
    -- pg_hosts.conf --
    db.example.com db.crt db.key
    #^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    null,
    `
    -- postgresql.conf --
    ssl = on
    ssl_sni = on
    `,
  ],
  good: [
    `
    # pgssl: version=19
    -- postgresql.conf --
    ssl = on
    ssl_sni = on
    -- pg_hosts.conf --
    db.example.com db.crt db.key
    `,
  ],
};

function firstOff(settings: EffectiveSettings | undefined): "ssl" | "ssl_sni" | undefined {
  return (["ssl", "ssl_sni"] as const).find((name) => settings?.isOn(name) === false);
}
