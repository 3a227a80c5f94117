import { placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { ecCurves } from "../data/ecCurves.ts";
import { findTlsGroup, tlsGroups } from "../data/tlsGroups.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { sslRefused } from "../ruleKit/fileWords.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";
import { quoteConf } from "../syntax/quote.ts";
import { wrongGroup } from "../x509/groupList.ts";

/** A curve or group for the key exchange that the server's OpenSSL does not know. */
export const sslGroupsUnknown: Rule = {
  id: "ssl-groups-unknown",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_ecdh_curve or ssl_groups has a name that the server cannot use.",
  instead:
    "`ssl_ecdh_curve = 'prime256v1'` up to 17; `ssl_groups = 'X25519:prime256v1'` from 18. Or leave the default.",
  cluster({ cluster }, report) {
    const { serverVersion, openSsl } = cluster;
    const assignment = sslSetting(cluster, serverVersion >= 18 ? "ssl_groups" : "ssl_ecdh_curve");
    if (!assignment) return;
    const { value } = assignment;
    if (serverVersion < 18) {
      if (ecCurves.has(value)) return;
      report(
        placeInValue(assignment, 0, value.length || 1),
        `${shown(value)} ${whyNoCurve(value)}; use ${spelling(value)}.`,
        {
          detail: "Up to 17 ssl_ecdh_curve is one elliptic curve by OpenSSL's short name, not a list.",
          refusal: sslRefused,
        },
      );
      return;
    }
    const wrong = wrongGroup(value, openSsl);
    if (!wrong) return;
    const place =
      wrong.text === "" ? assignment.place : placeInValue(assignment, wrong.start, wrong.text.length);
    const meant = wrong.isUnknown && meantGroup(wrong.text, openSsl);
    const why = meant ? `OpenSSL does not know the group ${shown(wrong.text)}; write ${meant}.` : wrong.why;
    report(place, why, { refusal: sslRefused });
  },
  fix({ span }, target) {
    const { serverVersion, openSsl } = target.cluster;
    const assignment = sslSetting(target.cluster, serverVersion >= 18 ? "ssl_groups" : "ssl_ecdh_curve");
    if (!assignment || !confLineOf(target)) return [];
    const { value } = assignment;
    const meant = serverVersion >= 18 ? meantGroups(value, openSsl) : spelling(value);
    if (meant === undefined || meant === value) return [];
    const whole = assignment.place.span;
    return span.start < whole.start || span.end > whole.end
      ? []
      : [replaceText(target, `Change to ${meant}`, whole, quoteConf(meant))];
  },
};

export const sslGroupsUnknownPage: RulePage = {
  why: "Up to 17 `ssl_ecdh_curve` is *one* elliptic curve by OpenSSL's short name: `prime256v1`, but not `P-256`, `X25519` or a list. From 18 `ssl_groups` (the old name still works) is a list separated by colons, and the server's OpenSSL must know every name in it; from OpenSSL 3.5 on a question mark before a name permits an unknown one. Anything else stops the start.",
  bad: [
    `
      # pgssl: version=17
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'X25519'
      #                 ^^^^^^
    `,
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_groups = 'X25519:P256'
      #                    ^^^^
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = '*X22519:P-265'
      #             ^^^^^^^
    `,
    `
      # pgssl: version=17
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'secp384r'
      #                 ^^^^^^^^
    `,
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_groups = 'X25519,prime256v1'
      #             ^^^^^^^^^^^^^^^^^
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = 'X25519:'
      #            ^^^^^^^^^ an empty name at the end
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ecdh_curve = 'prime256v1'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_groups = 'X25519:P-256'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_groups = '*X25519:P-256'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ecdh_curve = 'secp384r1'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_groups = 'X25519:prime256v1'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_groups = 'X25519'
    `,
  ],
  good: [
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = '*X25519MLKEM768 / *X25519:?curveOfTomorrow:DEFAULT:-P-521'
    `,
    `
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'X25519:prime256v1:P-384'
    `,
    `
      # pgssl: version=17
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'secp384r1'
    `,
  ],
};

/** Lists and groups that are no elliptic curves came with 18. */
function whyNoCurve(value: string): string {
  if (/[:,]/.test(value)) return "is a list, which only PostgreSQL 18 and later accept";
  const isLater = findTlsGroup(value.trim(), "3.5") && spelling(value) === defaultCurve;
  return isLater ? "works here only since PostgreSQL 18" : "is not a curve that the server accepts here";
}

const defaultCurve = "prime256v1";

/** The curve that a name means: another name of it, the first of a list, or what few letters are missing of. */
function spelling(value: string): string {
  const [first = ""] = value.trim().split(/[:,\s]+/);
  const known = curveOf(first) ?? curveOf(nearest(first, curveNames) ?? "");
  return known ?? defaultCurve;
}

function curveOf(name: string): string | undefined {
  return findTlsGroup(name, "3")?.group.names.find((own) => ecCurves.has(own));
}

const curveNames = tlsGroups
  .filter(({ names }) => names.some((name) => ecCurves.has(name)))
  .flatMap(({ names, laterNames = [] }) => [...names, ...laterNames]);

/** The list with colons between its names, none of them empty, and its wrong names as they are meant. */
function meantGroups(value: string, family: OpenSslFamily): string | undefined {
  let list = value
    .split(/[:,\s]+/)
    .filter((name) => name !== "")
    .join(":");
  for (let slips = 0; list !== "" && slips <= maxSlips; slips++) {
    const wrong = wrongGroup(list, family);
    if (!wrong) return list;
    const meant = wrong.text && meantGroup(wrong.text, family);
    if (!meant) return undefined;
    list = list.slice(0, wrong.start) + meant + list.slice(wrong.start + wrong.text.length);
  }
  return undefined;
}

/** Names of a list that one fix corrects. */
const maxSlips = 10;

/** The group that a word means, with the marks before it. */
function meantGroup(word: string, family: OpenSslFamily): string | undefined {
  const [, marks = "", name = ""] = /^([?*-]*)(.*)$/s.exec(word) ?? [];
  const known = tlsGroups.filter(
    ({ since }) => !since || (since === "3" && family !== "1.1.1") || family === "3.5",
  );
  const meant = nearest(
    name,
    known.flatMap(({ names }) => names),
  );
  return meant === undefined ? undefined : marks + meant;
}
