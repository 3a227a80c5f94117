import { basename } from "node:path";
import { shellWord, writeConnection } from "../core/index.ts";
import type { Target } from "./context.ts";
import { driverTexts } from "./driverTexts.ts";
import type { ClientAdvice } from "./plan.ts";
import type { ClientForm, SetupDriver } from "./request.ts";

/** What is known of a client and its server. */
export interface ClientFacts {
  readonly title: string;
  readonly host: string;
  readonly user?: string;
  /** Paths on this machine; the client gets copies. */
  readonly rootCertificate: string;
  readonly certificate?: string;
  readonly key?: string;
  /** The key as PKCS #12, or as PKCS #8 in DER, for the drivers that do not read PEM. */
  readonly keyForms?: Readonly<Partial<Record<ClientForm, string>>>;
}

/** What a client needs in order to verify the server, and to show its own certificate. */
export function adviseClient(
  facts: ClientFacts,
  target: Target | undefined,
  drivers: readonly SetupDriver[] = [],
): ClientAdvice {
  const { title, host, user = "ROLE", rootCertificate, certificate, key, keyForms = {} } = facts;
  const port = target?.cluster.settings.value("port") ?? "5432";
  const own = [certificate, key, ...Object.values(keyForms)].filter((path) => path !== undefined);
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
    connectionString: parameters.map(([name, value]) => `${name}=${writeConnection(value)}`).join(" "),
    service: [`[${serviceName(host)}]`, ...parameters.map(([name, value]) => `${name}=${value}`)].join("\n"),
    drivers: drivers.map((driver) => {
      const { title, forms = [], write } = driverTexts[driver];
      const [other] = forms.flatMap((form) => keyForms[form] ?? []);
      const text = write({
        host,
        port,
        user,
        root: `${clientFolder}/${rootCopy}`,
        certificate: certificate && copyOf(certificate),
        key: key && copyOf(key),
        other: other && copyOf(other),
      });
      return { driver, title, text };
    }),
  };
}

/** Where libpq and drivers look for certificates of their user. */
const clientFolder = "HOME/.postgresql";

const copyOf = (path: string): string => `${clientFolder}/${basename(path)}`;

const serviceName = (host: string): string => host.replace(/[[\]]/g, "").replace(/^\*\./, "");
