import { protocolAge } from "../cluster/protocolAge.ts";
import { quoted } from "../ruleKit/quoteConf.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";

export const confProtocolRange: Rule = {
  id: "conf-protocol-range",
  severity: "error",
  serverEffect: "start-error",
  summary: "The oldest protocol that the settings allow is newer than the newest one.",
  why: "Each setting for itself is taken when the file is loaded. Only when the server sets up SSL does it find that no version is left, and refuses to start; a reload keeps the old SSL configuration. The default of `ssl_min_protocol_version` is `TLSv1.2`, so a maximum of `TLSv1.1` alone is enough. While `ssl` is off nobody notices.",
  instead: "Raise or drop `ssl_max_protocol_version`; empty means no limit.",
  bad: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_min_protocol_version = 'TLSv1.3'
    ssl_max_protocol_version = 'TLSv1.2'
    #                          ^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_max_protocol_version = 'TLSv1.1'
    #                          ^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_min_protocol_version = 'TLSv1.3'
    ssl_max_protocol_version = ''
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_max_protocol_version = ''
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_min_protocol_version = 'TLSv1.3'
    ssl_max_protocol_version = 'TLSv1.3'
    `,
  ],
  cluster({ cluster: { settings } }, report) {
    const maximum = settings?.assignment("ssl_max_protocol_version");
    if (!settings || !maximum) return;
    const oldest = settings.value("ssl_min_protocol_version");
    if (!(protocolAge(oldest) > protocolAge(maximum.value))) return;
    const minimum = settings.assignment("ssl_min_protocol_version");
    const isOn = settings.isOn("ssl") === true;
    const effect = isOn ? "The server does not start." : "The server would not start with ssl on.";
    report(
      maximum.place,
      `The newest protocol, ${maximum.value}, is older than the oldest one, ${oldest}${minimum ? "" : " by default"}. ${effect}`,
      {
        ...(minimum && { related: [{ place: minimum.place, message: "The oldest protocol is set here." }] }),
        ...(!isOn && { severity: "warning", serverEffect: null }),
      },
    );
  },
  fix({ span }, target) {
    const { settings } = target.cluster;
    const noLimit = replaceText(target, "Set no upper limit", span, "''");
    const minimum = settings?.assignment("ssl_min_protocol_version");
    const maximum = settings?.assignment("ssl_max_protocol_version");
    if (!minimum || !maximum) return [noLimit];
    const edits = [
      { place: minimum.place, newText: quoted(maximum.value) },
      { place: maximum.place, newText: quoted(minimum.value) },
    ];
    return [noLimit, { title: "Swap the two protocols", edits }];
  },
};
