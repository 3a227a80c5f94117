import { placeInValue, sslSetting } from "../cluster/sslSettings.ts";
import { tls13CipherSuites } from "../data/tls13CipherSuites.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import {
  isProtocol,
  meantCipher,
  meantCipherList,
  meantSuite,
  removedCiphers,
} from "../ruleKit/meantCipher.ts";
import type { FixContext, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { moveTls13Names } from "../ruleKit/tls13Fix.ts";
import { shown } from "../ruleKit/words.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** A word in the cipher list that OpenSSL ignores. */
export const sslCiphersUnknown: Rule = {
  id: "ssl-ciphers-unknown",
  severity: "information",
  serverEffect: null,
  summary: "ssl_ciphers has a word that OpenSSL 3 does not know and ignores.",
  instead:
    "Correct or remove it. TLS 1.3 suites have a setting of their own from 18 on, `ssl_tls13_ciphers`.",
  cluster({ cluster }, report) {
    const assignment = sslSetting(cluster, "ssl_ciphers");
    if (!assignment) return;
    const { words, errorAt, suites } = readCipherList(assignment.value, cluster.openSsl);
    if (errorAt !== undefined) return;
    // A list of nothing but slips is reported as a whole, with what it means.
    if (suites.size === 0 && meantCipherList(assignment.value, cluster.openSsl)) return;
    for (const word of words) {
      const excludes = word.operator === "kill" || word.operator === "delete";
      if (word.isKnown || word.text.startsWith("PROFILE=") || (excludes && removedCiphers.test(word.text)))
        continue;
      const remedy = cluster.serverVersion >= 18 ? "move it to ssl_tls13_ciphers" : "remove it";
      const message = tls13CipherSuites.includes(word.text)
        ? `${word.text} belongs to TLS 1.3 and has no effect here; ${remedy}.`
        : exported.test(word.text)
          ? `${shown(word.text)} adds no cipher, as OpenSSL 1.1.1 and 3 have no export ciphers; remove it.`
          : isProtocol(word.text)
            ? `${shown(word.text)} is a protocol, not a cipher; remove it and set ssl_min_protocol_version.`
            : `OpenSSL 3 does not know ${shown(word.text)} and ${excludes ? "excludes nothing" : "ignores it"}; ${wayOut(word.text)}.`;
      report(placeInValue(assignment, word.start, word.text.length), message);
    }
  },
  fix({ span }, target) {
    const word = confLineOf(target)?.text.slice(span.start, span.end) ?? "";
    if (tls13CipherSuites.includes(word)) return moveTls13Names(target);
    if (exported.test(word) || isProtocol(word)) return removeFromList(span, target);
    const meant = meantCipher(word);
    return meant === undefined ? [] : [replaceText(target, `Change to ${meant}`, span, meant)];
  },
};

export const sslCiphersUnknownPage: RulePage = {
  why: "OpenSSL ignores unknown words without a message. A misspelt `!aNULL` excludes nothing; a TLS 1.3 suite has no effect in `ssl_ciphers`, which is for TLS 1.2 and older. Export ciphers (`EXP`, `EXPORT`) were removed in 1.1.0; ciphers such as `RC4` or `DES` were removed from OpenSSL as well, so their names can be removed here.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNUL'
      #                    ^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:TLS_AES_256_GCM_SHA384'
      #                   ^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:EXPORT'
      #                   ^^^^^^ export ciphers no longer exist
    `,
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256:HIGH'
      #              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:TLSv1.3'
      #                   ^^^^^^^ a protocol
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'HIGH:!aNULL'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'HIGH'
    ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'HIGH'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'ECDHE-RSA-AES128-GCM-SHA256:HIGH'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ciphers = 'HIGH'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_ciphers = 'HIGH:!aNULL:!RC4:!EXPORT'
    `,
  ],
};

/** A fix that removes a word, with its sign, from a list that colons join; none where it is all of the list. */
function removeFromList({ start, end }: Span, target: FixContext): Fix[] {
  const text = confLineOf(target)?.text ?? "";
  const first = /[-+!]/.test(text[start - 1] ?? "") ? start - 1 : start;
  const title = `Remove ${text.slice(first, end)}`;
  if (text[first - 1] === ":") return [replaceText(target, title, { start: first - 1, end }, "")];
  return text[end] === ":" ? [replaceText(target, title, { start: first, end: end + 1 }, "")] : [];
}

function wayOut(word: string): string {
  const meant = meantCipher(word);
  if (meant !== undefined) return `write ${meant}`;
  const suite = /^TLS[_-]/i.test(word) ? meantSuite(word) : undefined;
  return suite === undefined ? "correct or remove it" : `${suite} is for TLS 1.3, so remove it here`;
}

/** Words of ciphers with keys of 40 and 56 bits, which were removed in OpenSSL 1.1.0. */
const exported = /^EXP(ORT(40|56)?)?$|^EXP(1024)?-/;
