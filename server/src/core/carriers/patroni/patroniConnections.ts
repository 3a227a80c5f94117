import { hasTemplateSyntax } from "../../syntax/template.ts";
import type { EmbeddedProblem } from "../carrier.ts";
import type { HostSpan } from "../hostSpan.ts";

/**
 * TLS of Patroni's own connections: to its REST API and from there to others, and those of its users to PostgreSQL. patroni/patroni,
 * patroni/config.py, `_build_environment_configuration`, patroni/api.py, `__initialize`, and patroni/request.py, at
 * de6b22c800a4e5edb351482f0bf64415271003f6.
 */
export type ConnectionSection = "restapi" | "ctl" | "superuser" | "replication" | "rewind";

export const connectionSections: readonly ConnectionSection[] = [
  "restapi",
  "ctl",
  "superuser",
  "replication",
  "rewind",
];

/** A setting of such a connection as it is written. */
export interface ConnectionSetting {
  /** Absent where it is given elsewhere, as from a secret. */
  readonly value?: string;
  readonly place: HostSpan;
  /** Where its name is written, and that name. */
  readonly key: HostSpan;
}

/** The settings of a section by their names in small letters, and how the names are written. */
export interface ConnectionSettings {
  readonly of: (section: ConnectionSection) => ReadonlyMap<string, ConnectionSetting>;
  readonly name: (section: ConnectionSection, setting: string) => string;
  /** Others may be given elsewhere, so that one that is missing here is not missing. */
  readonly isOpen: boolean;
}

/** What is wrong with the settings of these connections. */
export function connectionProblems(settings: ConnectionSettings): readonly EmbeddedProblem[] {
  return connectionSections.flatMap((section) => {
    const own = settings.of(section);
    return [
      ...unknownValues(section, own),
      ...misnamed(section, own, settings),
      ...(settings.isOpen ? [] : missing(section, own, settings)),
    ];
  });
}

function isUser(section: ConnectionSection): boolean {
  return section !== "restapi" && section !== "ctl";
}

/** The values that libpq knows; an empty one is as none. */
const values: Readonly<Record<string, readonly string[]>> = {
  sslmode: ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"],
  channel_binding: ["disable", "prefer", "require"],
  sslnegotiation: ["postgres", "direct"],
  gssencmode: ["disable", "prefer", "require"],
};

function unknownValues(
  section: ConnectionSection,
  own: ReadonlyMap<string, ConnectionSetting>,
): readonly EmbeddedProblem[] {
  if (!isUser(section)) return [];
  return Object.entries(values).flatMap(([name, known]): EmbeddedProblem[] => {
    const { value, place } = own.get(name) ?? {};
    return value && place && isLiteral(value) && !known.includes(value)
      ? [
          {
            kind: "mode-unknown",
            place,
            word: `${name}=${value}`,
            ...(name === "sslmode" && { detail: weakModes }),
          },
        ]
      : [];
  });
}

const weakModes = "disable, allow and prefer are known too, and do not keep connections to TLS.";

function isLiteral(value: string): boolean {
  return !value.includes("$") && !hasTemplateSyntax(value);
}

/** Names that Patroni does not read, without their low lines, and those that are meant. */
const meant: Readonly<Record<"restapi" | "ctl" | "user", Readonly<Record<string, string>>>> = {
  restapi: {
    ca: "cafile",
    cacert: "cafile",
    sslrootcert: "cafile",
    cert: "certfile",
    sslcert: "certfile",
    key: "keyfile",
    sslkey: "keyfile",
    clientverify: "verify_client",
    verify: "verify_client",
  },
  ctl: {
    ca: "cacert",
    cafile: "cacert",
    cert: "certfile",
    sslcert: "certfile",
    key: "keyfile",
    sslkey: "keyfile",
  },
  user: {
    cert: "sslcert",
    certfile: "sslcert",
    key: "sslkey",
    keyfile: "sslkey",
    cacert: "sslrootcert",
    cafile: "sslrootcert",
    rootcert: "sslrootcert",
    sslca: "sslrootcert",
  },
};

const read: Readonly<Record<"restapi" | "ctl" | "user", readonly string[]>> = {
  restapi: ["certfile", "keyfile", "keyfile_password", "cafile", "ciphers", "verify_client"],
  ctl: ["insecure", "cacert", "certfile", "keyfile", "keyfile_password"],
  user: [
    "sslmode",
    "sslcert",
    "sslkey",
    "sslpassword",
    "sslrootcert",
    "sslcrl",
    "sslcrldir",
    "sslnegotiation",
  ],
};

function kindOf(section: ConnectionSection): "restapi" | "ctl" | "user" {
  return section === "restapi" || section === "ctl" ? section : "user";
}

/** The name that a name is meant to be, if Patroni does not read it. */
function meantName(section: ConnectionSection, name: string): string | undefined {
  const kind = kindOf(section);
  const plain = name.replaceAll("_", "");
  if (read[kind].includes(name)) return undefined;
  return (
    read[kind].find((one) => one.replaceAll("_", "") === plain) ??
    (Object.hasOwn(meant[kind], plain) ? meant[kind][plain] : undefined)
  );
}

function misnamed(
  section: ConnectionSection,
  own: ReadonlyMap<string, ConnectionSetting>,
  { name }: ConnectionSettings,
): readonly EmbeddedProblem[] {
  return [...own].flatMap(([written, { key }]): EmbeddedProblem[] => {
    const right = meantName(section, written);
    if (right === undefined || own.has(right)) return [];
    const [wrong, correct] = [name(section, written), name(section, right)];
    // Of a path the last name alone is written.
    const newText = correct.replace(/^.*\./, "");
    return [
      {
        kind: "tls-incomplete",
        place: key,
        word: `Patroni does not read ${wrong}; write ${correct}`,
        wayOut: { title: `Change to ${newText}`, edits: [{ ...key, newText }] },
      },
    ];
  });
}

function missing(
  section: ConnectionSection,
  own: ReadonlyMap<string, ConnectionSetting>,
  settings: ConnectionSettings,
): readonly EmbeddedProblem[] {
  const named = new Map([...own].map(([name, one]) => [meantName(section, name) ?? name, one]));
  const find = (name: string) => (named.get(name)?.value === "" ? undefined : named.get(name));
  const name = (setting: string) => settings.name(section, setting);
  const report = (setting: string, word: string): EmbeddedProblem[] => {
    const found = find(setting);
    return found ? [{ kind: "tls-incomplete", place: found.key, word }] : [];
  };
  if (isUser(section)) {
    const verifies = /^verify-(?:ca|full)$/.test(find("sslmode")?.value ?? "");
    const looksFor = (setting: string, file: string) =>
      `libpq then looks for ~/.postgresql/${file}; set ${name(setting)}`;
    return [
      ...(find("sslkey") ? [] : report("sslcert", looksFor("sslkey", "postgresql.key"))),
      ...(find("sslcert") ? [] : report("sslkey", looksFor("sslcert", "postgresql.crt"))),
      ...(verifies && !find("sslrootcert") ? report("sslmode", looksFor("sslrootcert", "root.crt")) : []),
    ];
  }
  const certificate = find("certfile");
  const problems = certificate
    ? // A file of another name may hold both.
      /\.(?:crt|cer|cert)$/.test(certificate.value ?? "") && !find("keyfile")
      ? report("certfile", `Without a key in the same file, Patroni cannot use it; set ${name("keyfile")}`)
      : []
    : report("keyfile", `The key is not used without a certificate; set ${name("certfile")}`);
  return section === "restapi" ? [...problems, ...clientVerification(find, report, settings)] : problems;
}

/** `restapi.verify_client`, which a value that is none of three leaves as `none`. */
function clientVerification(
  find: (name: string) => ConnectionSetting | undefined,
  report: (setting: string, word: string) => EmbeddedProblem[],
  { of, name }: ConnectionSettings,
): readonly EmbeddedProblem[] {
  const value = find("verify_client")?.value?.toLowerCase();
  if (value === undefined || value === "none" || !isLiteral(value)) return [];
  const wayOut = (word: string) => report("verify_client", word);
  if (value !== "optional" && value !== "required")
    return wayOut(
      "Patroni knows none, optional and required here, and now verifies no client; write required",
    );
  if (!find("certfile"))
    return wayOut(`Clients are not verified without TLS; set ${name("restapi", "certfile")}`);
  if (!find("cafile"))
    return wayOut(`Every certificate of a client is refused without a CA; set ${name("restapi", "cafile")}`);
  const members = of("ctl");
  return value === "required" && !members.get("certfile") && !members.get("cert")
    ? wayOut(`The members need a certificate for one another; set ${name("ctl", "certfile")}`)
    : [];
}
