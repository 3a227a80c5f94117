import { distanceInWords } from "../../core/features/describe/timeInWords.ts";
import type { Crl } from "../../core/pki.ts";
import { readableName } from "../../pki/names.ts";
import { authorityKey } from "./certificateText.ts";
import { extensionTitle, isoMoment, type Row, withColons } from "./layout.ts";

/** All fields of a revocation list but its entries, which are counted. */
export function crlRows(crl: Crl, now: number): Row[] {
  const { thisUpdate, nextUpdate, extensions } = crl;
  return [
    ["Version", String(crl.version)],
    ["Signature algorithm", crl.signatureAlgorithm],
    ["Issuer", readableName(crl.issuer)],
    ["This update", momentWithDistance(thisUpdate, now)],
    ["Next update", nextUpdate === undefined ? "none announced" : momentWithDistance(nextUpdate, now)],
    ["Revoked", revokedInWords(crl)],
    ["Extensions", extensions.length > 0 ? extensionRows(crl) : "none"],
    ["Unknown but critical", crl.unknownCriticalExtensions.join(", ") || undefined],
  ];
}

function momentWithDistance(moment: number, now: number): string {
  return Number.isNaN(moment) ? isoMoment(moment) : `${isoMoment(moment)}, ${distanceInWords(moment, now)}`;
}

/** How many certificates, and how many for each reason that is given. */
function revokedInWords({ revokedCount, reasons }: Crl): string {
  const count = `${revokedCount} ${revokedCount === 1 ? "certificate" : "certificates"}`;
  const given = Object.entries(reasons).filter(([reason]) => reason !== "unspecified");
  return given.length > 0 ? `${count} (${given.map(([reason, n]) => `${reason} ${n}`).join(", ")})` : count;
}

const extensionRows = (crl: Crl): Row[] =>
  crl.extensions.map(({ id, name, critical }) => [
    extensionTitle(name ?? id, critical),
    VALUES[id]?.(crl) ?? "(not decoded)",
  ]);

const VALUES: Readonly<Record<string, (crl: Crl) => string | undefined>> = {
  "2.5.29.20": ({ crlNumber }) => withColons(crlNumber),
  "2.5.29.27": ({ baseCrlNumber }) => `changes since list ${withColons(baseCrlNumber)}`,
  "2.5.29.28": scopeInWords,
  "2.5.29.35": authorityKey,
};

function scopeInWords({ distributionPoint }: Crl): string | undefined {
  if (!distributionPoint) return undefined;
  const { names, only, indirect, someReasons } = distributionPoint;
  const parts = [
    names.join(", "),
    only && `only ${only.replace("-", " ")}`,
    indirect && "of other issuers too",
    someReasons && "only for some reasons",
  ];
  return parts.filter(Boolean).join("; ") || undefined;
}
