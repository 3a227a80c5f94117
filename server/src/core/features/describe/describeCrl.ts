import type { Crl } from "../../pki.ts";
import { code, type Facts, facts, heading, listed, type Markdown, md, paragraphs } from "../hover/render.ts";
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
    ["This update", momentWithDistance(crl.thisUpdate, now)],
    ["Next update", describeNextUpdate(crl.nextUpdate, now)],
    ["Revoked", crl.revokedCount === 1 ? "1 certificate" : `${crl.revokedCount} certificates`],
    ["Number", crl.crlNumber === undefined ? undefined : code(withColons(crl.crlNumber))],
    [
      "Changes since number",
      crl.baseCrlNumber === undefined ? undefined : code(withColons(crl.baseCrlNumber)),
    ],
    ["About", describeScope(crl.distributionPoint)],
    ["Signature", code(crl.signatureAlgorithm)],
    [
      "Critical, but unknown",
      crl.unknownCriticalExtensions.length > 0 ? listed(crl.unknownCriticalExtensions.map(code)) : undefined,
    ],
  ];
}

/** What a list is about that is not about all of its issuer's certificates. */
function describeScope(scope: Crl["distributionPoint"]): Markdown | undefined {
  if (!scope) return undefined;
  const { names, only, indirect, someReasons } = scope;
  const parts = [
    ...names.map(code),
    ...(only ? [`only ${only.replace("-", " ")}`] : []),
    ...(indirect ? ["certificates of other issuers too"] : []),
    ...(someReasons ? ["only some reasons"] : []),
  ];
  return parts.length > 0 ? listed(parts) : undefined;
}

function describeNextUpdate(nextUpdate: number | undefined, now: number): Markdown | string {
  if (nextUpdate === undefined) return "none announced";
  const moment = momentWithDistance(nextUpdate, now);
  return nextUpdate < now ? md`**overdue**: ${moment}` : moment;
}

const momentWithDistance = (moment: number, now: number): string =>
  Number.isNaN(moment) ? formatMoment(moment) : `${formatMoment(moment)}, ${distanceInWords(moment, now)}`;
