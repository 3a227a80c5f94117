import { protocolAge } from "../cluster/protocolAge.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownPlace } from "../ruleKit/settingState.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { quoteConf } from "../syntax/quote.ts";

export const confProtocolRange: Rule = {
  id: "conf-protocol-range",
  severity: "error",
  serverEffect: "start-error",
  summary: "The maximum protocol version is older than the minimum.",
  instead: "Raise or remove `ssl_max_protocol_version`; an empty value means no limit.",
  cluster({ cluster: { settings } }, report) {
    const maximum = settings?.assignment("ssl_max_protocol_version");
    if (!settings || !maximum) return;
    const oldest = settings.value("ssl_min_protocol_version");
    if (!(protocolAge(oldest) > protocolAge(maximum.value))) return;
    const minimum = settings.assignment("ssl_min_protocol_version");
    const isOn = settings.isOn("ssl") === true;
    const isHere = minimum?.place.uri === maximum.place.uri;
    const where = !minimum
      ? " by default"
      : isHere
        ? ""
        : ` in ${shownPlace(minimum.place, maximum.place.uri)}`;
    const logged = "with “could not set SSL protocol version range” in its log";
    const effect = isOn
      ? `The server refuses to start, ${logged}; a reload keeps the old SSL configuration.`
      : `With ssl on the server would refuse to start, ${logged}.`;
    report(
      maximum.place,
      `The maximum, ${maximum.value}, is older than the minimum, ${oldest}${where}; raise or remove it.`,
      {
        ...(isOn ? { refusal: effect } : { detail: effect }),
        ...(minimum && { related: [{ place: minimum.place, message: "The minimum is set here." }] }),
        ...(!isOn && { severity: "warning", serverEffect: null }),
      },
    );
  },
  fix({ span }, target) {
    const { settings } = target.cluster;
    const noLimit = replaceText(target, "Remove the upper limit", span, "''");
    const minimum = settings?.assignment("ssl_min_protocol_version");
    const maximum = settings?.assignment("ssl_max_protocol_version");
    if (!minimum || !maximum) return [noLimit];
    const edits = [
      { place: minimum.place, newText: quoteConf(maximum.value) },
      { place: maximum.place, newText: quoteConf(minimum.value) },
    ];
    return [noLimit, { title: "Swap the two protocols", edits }];
  },
};

export const confProtocolRangePage: RulePage = {
  why: "The server accepts each of the two settings when it reads the file. Only when it sets up SSL does it find that no version is left: it refuses to start, with “could not set SSL protocol version range” in its log; a reload keeps the old SSL configuration. The default of `ssl_min_protocol_version` is `TLSv1.2`, so a maximum of `TLSv1.1` alone is enough. While `ssl` is off nothing happens.",
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
};
