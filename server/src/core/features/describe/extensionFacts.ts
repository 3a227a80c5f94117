import { extendedKeyUsageNames, keyUsageNames } from "../../data/keyUsages.ts";
import type { AlternativeName, Certificate, ExtensionSummary } from "../../pki.ts";
import { type Fact, withColons } from "./fact.ts";

/** The extensions of a certificate: what they say, and of those that pgssl does not read the names. */
export function extensionFacts(certificate: Certificate): Fact[] {
  const { extensions, brokenParts = [] } = certificate;
  const shown = Object.keys(readers).flatMap((id): Fact[] => {
    const extension = extensions.find((one) => one.id === id);
    const value = readers[id]?.(certificate);
    if (!extension || !value || brokenParts.includes(extension.name ?? id)) return [];
    return [{ field: extensionTitle(extension), ...value }];
  });
  return [...shown, ...otherExtensions(extensions, readers)];
}

/** The names of extensions that are not read. */
export function otherExtensions(
  extensions: readonly ExtensionSummary[],
  known: Readonly<Record<string, unknown>>,
): Fact[] {
  const others = extensions.filter(({ id }) => !Object.hasOwn(known, id));
  return others.length > 0 ? [{ field: "Other Extensions", values: others.map(extensionTitle) }] : [];
}

/** `Subject Key Identifier`, `Key Usage (critical)`. */
export function extensionTitle({ id, name = id, critical }: ExtensionSummary): string {
  const title = name.replace(/(?<=^| )[a-z]/g, (letter) => letter.toUpperCase());
  return critical ? `${title} (critical)` : title;
}

/** By which key, name and serial number of its certificate the issuer is named. */
export function authorityKeyValues({
  authorityKeyIdentifier: key,
  authorityIssuer: issuer,
  authoritySerialNumber: serial,
}: Pick<
  Certificate,
  "authorityKeyIdentifier" | "authorityIssuer" | "authoritySerialNumber"
>): readonly string[] {
  return [
    ...(key ? [withColons(key)] : []),
    ...(issuer ? [`DirName:${issuer}`] : []),
    ...(serial ? [`serial:${withColons(serial)}`] : []),
  ];
}

type FieldValue = Omit<Fact, "field">;

/** What an extension says, by its object id, in the order in which they are shown. */
const readers: Readonly<Record<string, (certificate: Certificate) => FieldValue | undefined>> = {
  "2.5.29.17": ({ alternativeNames }) => ({ values: alternativeNames.map(generalName) }),
  "2.5.29.19": ({ basicConstraints }) => basicConstraints && constraints(basicConstraints),
  "2.5.29.15": ({ keyUsages }) => keyUsages && usages(keyUsages, keyUsageNames),
  "2.5.29.37": ({ extendedKeyUsages }) =>
    extendedKeyUsages && usages(extendedKeyUsages, extendedKeyUsageNames),
  "2.5.29.30": ({ nameConstraints: { permitted = [], excluded = [] } = {} }) => ({
    values: [
      ...permitted.map((name) => `Permitted: ${generalName(name)}`),
      ...excluded.map((name) => `Excluded: ${generalName(name)}`),
    ],
    gloss: "names for which the CA may issue",
  }),
  "2.5.29.14": ({ subjectKeyIdentifier: own }) => (own ? { values: [withColons(own)] } : undefined),
  "2.5.29.35": (certificate) => ({ values: authorityKeyValues(certificate) }),
  "2.5.29.31": ({ crlDistributionPoints: points }) =>
    points && { values: points.flatMap(({ names = [] }) => names.map(({ value }) => value)) },
  "2.16.840.1.113730.1.1": ({ netscapeTypes: values }) => values && { values },
  "1.3.6.1.5.5.7.1.1": ({ authorityInformation }) =>
    authorityInformation && {
      values: authorityInformation.map(({ method, location }) => `${method} ${location}`),
    },
  "2.5.29.32": ({ certificatePolicies: values }) => values && { values },
  "2.5.29.36": ({ policyConstraints }) => ({
    values: Object.entries(policyConstraints ?? {}).map(([name, value]) => `${name}:${value}`),
  }),
};

function constraints({ ca, pathLength }: NonNullable<Certificate["basicConstraints"]>): FieldValue {
  if (!ca) return { values: ["CA:FALSE"] };
  if (pathLength === undefined) return { values: ["CA:TRUE"] };
  const gloss = pathLength === 0 ? "no CA below it" : `at most ${pathLength} more CAs below it`;
  return { values: ["CA:TRUE", `pathlen:${pathLength}`], gloss };
}

function usages(used: readonly string[], names: Readonly<Record<string, string>>): FieldValue {
  const values = used.map((usage) => (Object.hasOwn(names, usage) ? `${names[usage]}` : usage));
  return values.length > 0 ? { values } : { values, gloss: "nothing at all" };
}

/** A subject alternative name and its kind as openssl writes them: `DNS:db.example.com`. */
export function generalName({ kind, value }: AlternativeName): string {
  return `${kindNames[kind]}:${value}`;
}

const kindNames: Readonly<Record<AlternativeName["kind"], string>> = {
  dns: "DNS",
  ip: "IP Address",
  email: "email",
  uri: "URI",
  directory: "DirName",
  "registered-id": "Registered ID",
  other: "othername",
};
