import { sslSetting } from "../cluster/sslSettings.ts";
import { tls13CipherSuites } from "../data/tls13CipherSuites.ts";
import type { Fix } from "../model/diagnostic.ts";
import { quoteConf } from "../syntax/quote.ts";
import type { FixContext } from "./rule.ts";
import { changeSetting } from "./settingFix.ts";

/** A fix that moves the names of TLS 1.3 suites out of ssl_ciphers into the setting that exists for them from 18 on. */
export function moveTls13Names(target: FixContext): Fix[] {
  const { cluster } = target;
  const assignment = sslSetting(cluster, "ssl_ciphers");
  if (!assignment || cluster.serverVersion < 18) return [];
  const words = assignment.value.split(/[:,; ]+/).filter((word) => word !== "");
  const isMoved = (word: string) => tls13CipherSuites.includes(word);
  const moved = words.filter(isMoved);
  if (moved.length === 0) return [];
  const own = "ssl_tls13_ciphers";
  const title = `Move ${moved.join(", ")} to ${own}`;
  const present = sslSetting(cluster, own);
  const rest = words.filter((word) => !isMoved(word));
  if (rest.length === 0) {
    // Nothing is left: the line becomes that of the other setting, and the default list applies again.
    const edits = [
      { place: assignment.namePlace, newText: own },
      { place: assignment.place, newText: quoteConf(moved.join(":")) },
    ];
    return present ? [] : [{ title, edits }];
  }
  const all = new Set([...(present?.value.split(":") ?? []).filter((word) => word !== ""), ...moved]);
  return changeSetting(target, own, quoteConf([...all].join(":"))).map(({ edits = [] }) => ({
    title,
    edits: [...edits, { place: assignment.place, newText: quoteConf(rest.join(":")) }],
  }));
}
