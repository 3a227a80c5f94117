import type { Crl } from "../../pki.ts";
import { code, type Facts, facts, heading, type Markdown, md, paragraphs } from "../hover/render.ts";
import { withColons } from "./describeCertificate.ts";
import { describeName } from "./describeName.ts";
import { distanceInWords, formatMoment } from "./timeInWords.ts";

/** All that is worth knowing of a certificate revocation list. */
export function describeCrl(crl: Crl, now: number): Markdown {
  return paragraphs(heading("Certificate revocation list"), facts(crlFacts(crl, now)));
}

/** The same as single facts. */
export function crlFacts(crl: Crl, now: number): Facts {
  return [
    ["Issuer", describeName(crl.issuer)],
    ["This update", `${formatMoment(crl.thisUpdate)}, ${distanceInWords(crl.thisUpdate, now)}`],
    ["Next update", describeNextUpdate(crl.nextUpdate, now)],
    ["Revoked", crl.revokedCount === 1 ? "1 certificate" : `${crl.revokedCount} certificates`],
    ["Number", crl.crlNumber === undefined ? undefined : code(withColons(crl.crlNumber))],
    ["Signature", code(crl.signatureAlgorithm)],
  ];
}

function describeNextUpdate(nextUpdate: number | undefined, now: number): Markdown | string {
  if (nextUpdate === undefined) return "none announced";
  const moment = formatMoment(nextUpdate);
  const distance = distanceInWords(nextUpdate, now);
  return nextUpdate < now ? md`**overdue**: ${moment}, ${distance}` : `${moment}, ${distance}`;
}
