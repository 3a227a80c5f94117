import { ecCurves } from "../../data/ecCurves.ts";
import { findTlsGroup } from "../../data/tlsGroups.ts";
import type { OpenSslFamily } from "../../model/serverBuild.ts";
import type { Rule } from "../rule.ts";
import { listWords, placeInValue, sslSetting } from "./sslSettings.ts";
import { atStart } from "./words.ts";

/** A curve or group for the key exchange that the server's OpenSSL does not know. */
export const sslGroupsUnknown: Rule = {
  id: "ssl-groups-unknown",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_ecdh_curve or ssl_groups holds a name that the server cannot use.",
  why: "Up to 17 `ssl_ecdh_curve` is *one* elliptic curve by OpenSSL's short name: `prime256v1`, but neither `P-256` nor `X25519` nor a list. From 18 `ssl_groups` (the old name still works) is a list with colons, and every name in it must be known to the server's OpenSSL. Anything else stops the start.",
  instead:
    "`ssl_ecdh_curve = 'prime256v1'` up to 17; `ssl_groups = 'X25519:prime256v1'` from 18. Or leave the default.",
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
      # pgssl: version=18
      -- postgresql.conf --
      ssl = on
      ssl_groups = 'X25519,prime256v1'
      #             ^^^^^^^^^^^^^^^^^
    `,
  ],
  good: [
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
  cluster({ cluster }, report) {
    const { serverVersion, openSsl } = cluster;
    const assignment = sslSetting(cluster, serverVersion >= 18 ? "ssl_groups" : "ssl_ecdh_curve");
    if (!assignment) return;
    const { value } = assignment;
    if (serverVersion < 18) {
      if (ecCurves.has(value)) return;
      report(
        placeInValue(assignment, 0, value.length || 1),
        `Up to 17 the server takes one elliptic curve by OpenSSL's short name${spelling(value)}. ${atStart}`,
      );
      return;
    }
    const wrong = wrongGroup(value, openSsl);
    if (!wrong) return;
    const place =
      wrong.text === "" ? assignment.place : placeInValue(assignment, wrong.start, wrong.text.length);
    report(place, `${wrong.why} ${atStart}`);
  },
};

function spelling(value: string): string {
  const known = findTlsGroup(value.trim(), "3")?.group.names.find((name) => ecCurves.has(name));
  if (known) return `: ${known}`;
  return value.includes(":") ? ", no list: prime256v1 is the usual one" : ", such as prime256v1";
}

/** The first word of `ssl_groups` that OpenSSL is sure to refuse. What only some builds of OpenSSL 3 take is let pass. */
function wrongGroup(
  value: string,
  family: OpenSslFamily,
): { readonly text: string; readonly start: number; readonly why: string } | undefined {
  // OpenSSL 3.5 and later know marks for optional, preferred and grouped names, and a word for the default.
  if (
    family === "3" &&
    (/[?*/-]/.test(value.replace(/\b[PKB]-\d/g, "")) || /DEFAULT/i.test(value) || value.trim() === "")
  ) {
    return undefined;
  }
  const seen = new Set<unknown>();
  for (const word of listWords(value, ":")) {
    const found = findTlsGroup(word.text, family);
    if (word.text === "") {
      if (family === "3") continue;
      return { ...word, why: "There is an empty name in the list." };
    }
    if (!found)
      return {
        ...word,
        why: `OpenSSL ${family} knows no group “${word.text}” (names are parted by colons).`,
      };
    if (family === "3") continue;
    if (!found.exact) return { ...word, why: `OpenSSL spells the group ${found.group.names.join(" or ")}.` };
    if (seen.has(found.group)) return { ...word, why: `The group ${word.text} is in the list twice.` };
    seen.add(found.group);
  }
  return undefined;
}
