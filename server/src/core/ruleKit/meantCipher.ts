import { tls13CipherSuites } from "../data/tls13CipherSuites.ts";
import { cipherSuites, emptyCipherWords } from "../data/tlsCiphers.generated.ts";
import { once } from "../model/once.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import { isCipherWord, ownNames, readCipherList } from "../syntax/cipherList.ts";
import { nearest } from "./nearest.ts";

/**
 * The word of a cipher list that an unknown one means: OpenSSL's name for IANA's, or the nearest. Parts of a name that some suite has
 * are meant as they are written, so that no fix changes the size of a key or the kind of encryption.
 */
export function meantCipher(word: string): string | undefined {
  const parts = word.split("+").map((part) => (isCipherWord(part) ? part : meantPart(part)));
  return parts.includes(undefined) ? undefined : parts.join("+");
}

function meantPart(word: string): string | undefined {
  if (isProtocol(word) || removedCiphers.test(word)) return undefined;
  const isStandard = /^TLS_/i.test(word);
  const written = isStandard ? word.toUpperCase() : word.replaceAll("_", "-").toUpperCase();
  const kept = written.split(/[_-]/).filter((token, _, all) => all.length > 1 && tokens().has(token));
  const candidates = isStandard ? [...ownNames().keys()] : ownWords();
  const meant = nearest(
    isStandard ? word : word.replaceAll("_", "-"),
    candidates.filter((candidate) => {
      const its = candidate.toUpperCase().split(/[_-]/);
      return kept.every((token) => its.includes(token));
    }),
  );
  return meant === undefined ? undefined : (ownNames().get(meant) ?? meant);
}

/** A list whose unknown words are replaced by what they mean, if it then has ciphers; `undefined` where that changes nothing. */
export function meantCipherList(value: string, family: OpenSslFamily): string | undefined {
  const meant = value.replace(/[A-Za-z0-9.=_+-]+/g, (text) => {
    const [, sign = "", word = ""] = /^([+-]?)(.*)$/s.exec(text) ?? [];
    return isKnown(word) ? text : sign + (meantCipher(word) ?? word);
  });
  const { errorAt, suites } = readCipherList(meant, family);
  return meant !== value && errorAt === undefined && suites.size > 0 ? meant : undefined;
}

/** The suite of TLS 1.3 that a name means; its size of key and its mode are meant as they are written. */
export function meantSuite(name: string): string | undefined {
  const written = name.trim().toUpperCase().replaceAll("-", "_");
  const wanted = written.match(/128|256(?=_)|GCM|CCM|CHACHA/g) ?? [];
  const begun = tls13CipherSuites.filter((suite) => written.length > 12 && suite.startsWith(written));
  if (begun.length === 1) return begun[0];
  return nearest(
    written,
    tls13CipherSuites.filter((suite) => wanted.every((part) => suite.includes(part))),
  );
}

function isKnown(word: string): boolean {
  return /^(SECLEVEL|PROFILE)=|^(DEFAULT|STRENGTH)$/.test(word) || word.split("+").every(isCipherWord);
}

/** Protocols that are no words of a cipher list; those of `TLSv1.2` are. */
export function isProtocol(word: string): boolean {
  return /^(TLS_?v?1[._][13]|SSLv?2)$/i.test(word);
}

/** Words of ciphers that OpenSSL 3 no longer has: excluding them does no harm. */
export const removedCiphers =
  /^(RC2|RC4|DES|3DES|IDEA|SEED|EXP|EXPORT|EXPORT40|EXPORT56|LOW|MEDIUM|SSLv2|KRB5|DSS|CBC3)$|^(EXP(1024)?|DES|RC[24]|IDEA|SEED)-/;

const ownWords = once(() => [
  ...new Set([
    ...cipherSuites().flatMap(([suite, words]) => [...words, suite]),
    ...emptyCipherWords.split(" "),
  ]),
]);

const tokens = once<ReadonlySet<string>>(
  () =>
    new Set(
      cipherSuites().flatMap(([suite, , standardName]) =>
        `${suite}_${standardName}`.toUpperCase().split(/[_-]/),
      ),
    ),
);
