import { basename } from "node:path";
import { shellWord } from "../core/index.ts";
import type { Target } from "./context.ts";
import type { ClientAdvice } from "./plan.ts";

/** What is known of a client and its server. */
export interface ClientFacts {
  readonly title: string;
  readonly host: string;
  readonly user?: string;
  /** Paths on this machine; the client gets copies. */
  readonly rootCertificate: string;
  readonly certificate?: string;
  readonly key?: string;
  /** For JDBC: the key as PKCS #12 or PKCS #8. */
  readonly javaKey?: string;
}

/** What a client needs in order to verify the server, and to show its own certificate. */
export function adviseClient(facts: ClientFacts, target: Target | undefined): ClientAdvice {
  const { title, host, user = "ROLE", rootCertificate, certificate, key, javaKey } = facts;
  const port = target?.cluster.settings.value("port") ?? "5432";
  const own = [certificate, key, javaKey].filter((path) => path !== undefined);
  // A file of its own for each server: the client may have a root.crt for another.
  const rootCopy = `${serviceName(host).replace(/[^\w.-]/g, "-")}-root.crt`;
  const copies = [
    { from: rootCertificate, to: `${clientFolder}/${rootCopy}` },
    ...own.map((from) => ({ from, to: copyOf(from) })),
  ];
  const parameters: [string, string][] = [
    ["host", host],
    ["port", port],
    ["dbname", "DATABASE"],
    ["user", user],
    ["sslmode", "verify-full"],
    ["sslrootcert", `${clientFolder}/${rootCopy}`],
    ...(certificate && key
      ? ([
          ["sslcert", copyOf(certificate)],
          ["sslkey", copyOf(key)],
        ] as [string, string][])
      : []),
  ];
  return {
    title,
    copies,
    copyCommand: [
      "ssh CLIENT mkdir -p .postgresql",
      `scp ${shellWord(rootCertificate)} CLIENT:.postgresql/${rootCopy}`,
      ...(own.length > 0 ? [`scp -p ${own.map(shellWord).join(" ")} CLIENT:.postgresql/`] : []),
    ].join(" && "),
    connectionString: parameters.map(([name, value]) => `${name}=${quote(value)}`).join(" "),
    service: [`[${serviceName(host)}]`, ...parameters.map(([name, value]) => `${name}=${value}`)].join("\n"),
    ...(javaKey && {
      jdbc: toJdbc(
        host,
        port,
        user,
        `${clientFolder}/${rootCopy}`,
        certificate && copyOf(certificate),
        copyOf(javaKey),
      ),
    }),
  };
}

/** Where libpq and drivers look for certificates of their user. */
const clientFolder = "HOME/.postgresql";

const copyOf = (path: string): string => `${clientFolder}/${basename(path)}`;

/** The driver reads the certificate of a PKCS #12 file from the file itself, and requests the password from its caller. */
function toJdbc(
  host: string,
  port: string,
  user: string,
  rootCertificate: string,
  certificate: string | undefined,
  javaKey: string,
): string {
  const options = new URLSearchParams({ user, sslmode: "verify-full", sslrootcert: rootCertificate });
  if (certificate && !javaKey.endsWith(".p12")) options.set("sslcert", certificate);
  options.set("sslkey", javaKey);
  return `jdbc:postgresql://${host.includes(":") ? `[${host}]` : host}:${port}/DATABASE?${options}`;
}

/** Values of a connection string with blanks or quotes are quoted, with backslashes before quotes. */
function quote(value: string): string {
  return /^[^\s'\\]+$/.test(value) ? value : `'${value.replace(/['\\]/g, "\\$&")}'`;
}

const serviceName = (host: string): string => host.replace(/[[\]]/g, "").replace(/^\*\./, "");
