import type { Crl } from "../../pki.ts";
import { nameFact } from "./describeName.ts";
import { authorityKeyValues, extensionTitle, otherExtensions } from "./extensionFacts.ts";
import { type Fact, fact, withColons } from "./fact.ts";
import { distanceInWords, momentToTheSecond } from "./timeInWords.ts";

/** All that is worth knowing of a CRL but its entries, which are counted. */
export function crlFacts(crl: Crl, now: number): Fact[] {
  const { nextUpdate, unknownCriticalExtensions: unknown } = crl;
  return [
    nameFact("Issuer", crl.issuer),
    momentFact("Last Update", crl.thisUpdate, now),
    nextUpdate === undefined
      ? { field: "Next Update", values: [], gloss: "none announced" }
      : nextUpdate < now
        ? {
            field: "Next Update",
            values: [momentToTheSecond(nextUpdate)],
            gloss: `overdue: ${distanceInWords(nextUpdate, now)}`,
            isUrgent: true,
          }
        : momentFact("Next Update", nextUpdate, now),
    revokedFact(crl),
    ...Object.keys(readers).flatMap((id): Fact[] => {
      const extension = crl.extensions.find((one) => one.id === id);
      const values = readers[id]?.(crl) ?? [];
      if (!extension || values.length === 0) return [];
      const gloss = glosses[id];
      return [{ field: extensionTitle(extension), values, ...(gloss !== undefined && { gloss }) }];
    }),
    ...otherExtensions(crl.extensions, readers),
    ...(unknown.length > 0
      ? [{ field: "Unknown Critical Extensions", values: unknown, gloss: "OpenSSL refuses the list" }]
      : []),
    ...fact("Signature Algorithm", crl.signatureAlgorithm),
    ...fact("Version", `${crl.version}`),
  ];
}

function momentFact(field: string, moment: number, now: number): Fact {
  const values = [momentToTheSecond(moment)];
  return Number.isNaN(moment) ? { field, values } : { field, values, gloss: distanceInWords(moment, now) };
}

/** How many certificates, and how many for each reason that is given. */
function revokedFact({ revokedCount, reasons }: Crl): Fact {
  const given = Object.entries(reasons).filter(([reason]) => reason !== "unspecified");
  const gloss = given.map(([reason, count]) => `${reason} ${count}`).join(", ");
  const values = [`${revokedCount} ${revokedCount === 1 ? "certificate" : "certificates"}`];
  return { field: "Revoked Certificates", values, ...(gloss && { gloss }) };
}

/** What an extension says, by its object id. */
const readers: Readonly<Record<string, (crl: Crl) => readonly string[]>> = {
  "2.5.29.20": ({ crlNumber }) => (crlNumber === undefined ? [] : [withColons(crlNumber)]),
  "2.5.29.27": ({ baseCrlNumber }) => (baseCrlNumber === undefined ? [] : [withColons(baseCrlNumber)]),
  "2.5.29.28": ({ distributionPoint }) => (distributionPoint ? scope(distributionPoint) : []),
  "2.5.29.35": authorityKeyValues,
};

const glosses: Readonly<Record<string, string>> = {
  "2.5.29.27": "adds to the list of that number",
};

/** What a list is about that is not about all of its issuer's certificates. */
function scope({ names = [], only, indirect, someReasons }: NonNullable<Crl["distributionPoint"]>): string[] {
  return [
    ...names.map(({ value }) => value),
    ...only.map((kind) => `only ${kind.replace("-", " ")}`),
    ...(indirect ? ["certificates of other issuers too"] : []),
    ...(someReasons ? ["only some reasons"] : []),
  ];
}
