import type { Command } from "commander";
import {
  accessMethods,
  cleartextPolicies,
  clientForms,
  revocationReasons,
  type SetupPath,
  setupDrivers,
  setupKeyKinds,
} from "../../setup/request.ts";

/** The paths of a set-up with what `--help` says of them. */
export const pathTexts: Readonly<Record<SetupPath, string>> = {
  "self-signed": "a self-signed server certificate, for testing",
  ca: "a root CA (made where it is missing) and a server certificate from it",
  chain: "a root and an intermediate CA, and a server certificate, bundled with the intermediate's",
  client: "client certificates for roles",
  csr: "a certificate signing request for your company's CA",
  install: "install the certificate that this CA sent, with its chain in order",
  crl: "CRLs: make, renew, revoke certificates",
  renew: "a new certificate for one that expires, with the same or a new key",
  rollover: "a new CA beside the old one, with bundles of both",
  retire: "remove the old CA from these bundles, when no certificate from it is in use",
};

/** Kinds of key as options spell them. */
export const keyKindWords = setupKeyKinds.map((kind) =>
  kind.toLowerCase().replace("p-", "p").replace(" ", "-"),
);

interface OptionRow {
  readonly flags: string;
  readonly text: string;
  /** All where absent. */
  readonly paths?: readonly SetupPath[];
  readonly choices?: readonly string[];
  readonly repeats?: true;
  readonly isNumber?: true;
}

const serverPaths: readonly SetupPath[] = ["self-signed", "ca", "chain", "install"];
const makingKeys: readonly SetupPath[] = ["self-signed", "ca", "chain", "client", "csr", "renew", "rollover"];
const withCa: readonly SetupPath[] = ["ca", "chain", "client", "crl", "renew", "rollover"];
const makingCa: readonly SetupPath[] = ["ca", "chain", "rollover"];
const withNames: readonly SetupPath[] = ["self-signed", "ca", "chain", "csr", "client"];
const withServerFiles: readonly SetupPath[] = [...serverPaths, "csr"];
const withDays: readonly SetupPath[] = ["self-signed", "ca", "chain", "client", "crl", "renew"];
const withAdvice: readonly SetupPath[] = [...serverPaths, "client", "renew"];
const withAccess: readonly SetupPath[] = [...serverPaths, "client"];

const rows: readonly OptionRow[] = [
  {
    flags: "--host <NAME>",
    text: "a host name or address of the server; may be repeated",
    paths: withNames,
    repeats: true,
  },
  { flags: "--key <KIND>", text: "the kind of key", paths: makingKeys, choices: keyKindWords },
  { flags: "--days <N>", text: "days until it expires", paths: withDays, isNumber: true },
  {
    flags: "--ca <DIR>",
    text: "the folder of the CA: root.crt, root.key (~/pgssl-ca)",
    paths: [...withCa, "retire"],
  },
  { flags: "--ca-name <NAME>", text: "the name of a new CA", paths: makingCa },
  { flags: "--ca-days <N>", text: "days until a new CA expires", paths: makingCa, isNumber: true },
  { flags: "--encrypt-ca-key", text: "encrypt the new CA key with a passphrase", paths: makingCa },
  { flags: "--ca-in-data-directory", text: "allow the CA in the data directory", paths: makingCa },
  {
    flags: "--name <NAME>",
    text: "the server's files are NAME.crt, NAME.key, NAME.csr (server)",
    paths: withServerFiles,
  },
  {
    flags: "--out <DIR>",
    text: "the folder for what is made (the data directory; for clients CA/clients)",
    paths: [...withServerFiles, "client"],
  },
  {
    flags: "--key-owner <OWNER>",
    text: "as root: who owns the server's key",
    paths: withServerFiles,
    choices: ["server", "root"],
  },
  {
    flags: "--role <ROLE[=SUBJECT]>",
    text: "a role, and the certificate's name if it is not CN=ROLE; may be repeated",
    paths: ["client"],
    repeats: true,
  },
  {
    flags: "--form <FORM>",
    text: "the clients' files; may be repeated",
    paths: ["client"],
    choices: clientForms,
    repeats: true,
  },
  {
    flags: "--driver <NAME>",
    text: "what to write in this driver, and the key in its form; may be repeated",
    paths: withAdvice,
    choices: setupDrivers,
    repeats: true,
  },
  { flags: "--map <NAME>", text: "the map of pg_ident.conf for such names", paths: ["client"] },
  { flags: "--subject <NAME>", text: "the whole subject: CN=db.example.com,O=Example", paths: ["csr"] },
  { flags: "--key-file <FILE>", text: "the existing key", paths: ["csr", "install", "renew"] },
  {
    flags: "--answer <FILE>",
    text: "what the CA sent: PEM, DER or PKCS #7; may be repeated",
    paths: ["install"],
    repeats: true,
  },
  {
    flags: "--revoke <FILE>",
    text: "a certificate to revoke; may be repeated",
    paths: ["crl"],
    repeats: true,
  },
  { flags: "--reason <REASON>", text: "the reason", paths: ["crl"], choices: revocationReasons },
  {
    flags: "--crl-directory",
    text: "for the server a hashed directory (14 and later) and not one file",
    paths: ["crl"],
  },
  { flags: "--certificate <FILE>", text: "the certificate (that of ssl_cert_file)", paths: ["renew"] },
  { flags: "--new-key", text: "with a new key", paths: ["renew", "csr"] },
  { flags: "--new-ca <DIR>", text: "the folder of the new CA", paths: ["rollover", "retire"] },
  {
    flags: "--min-protocol <VERSION>",
    text: "the oldest protocol",
    paths: serverPaths,
    choices: ["TLSv1.2", "TLSv1.3"],
  },
  {
    flags: "--cleartext <POLICY>",
    text: "host records that admit other machines without TLS",
    paths: withAccess,
    choices: cleartextPolicies,
  },
  {
    flags: "--access <METHOD>",
    text: "add a hostssl record with this way to log in",
    paths: withAccess,
    choices: accessMethods,
  },
  { flags: "--access-address <ADDRESS>", text: "from where (all)", paths: withAccess },
  { flags: "--access-database <NAME>", text: "to which databases (all)", paths: withAccess, repeats: true },
  { flags: "--access-user <NAME>", text: "as which roles (all)", paths: withAccess, repeats: true },
  { flags: "--sni", text: "name the certificate in pg_hosts.conf (19)", paths: serverPaths },
  {
    flags: "--ca-passphrase-file <FILE>",
    text: "passphrase of the CA key; - is standard input; else $PGSSL_CA_PASSPHRASE",
    paths: withCa,
  },
  {
    flags: "--key-passphrase-file <FILE>",
    text: "passphrase of the server's key; else $PGSSL_KEY_PASSPHRASE",
    paths: ["csr", "install", "renew"],
  },
  {
    flags: "--export-password-file <FILE>",
    text: "password of PKCS #12 files; else $PGSSL_EXPORT_PASSWORD",
    paths: ["client"],
  },
  { flags: "--configure", text: "change the configuration files as well" },
  { flags: "--force <FILE>", text: "replace this file; may be repeated", repeats: true },
  { flags: "--dry-run", text: "print what would be written, and write nothing" },
  { flags: "--non-interactive", text: "no questions: use defaults, or fail" },
  { flags: "--json", text: "print JSON; no questions" },
];

/** Options as they were typed, by their names in camel case. */
export interface InitOptions {
  readonly host?: string[];
  readonly key?: string;
  readonly days?: number;
  readonly ca?: string;
  readonly caName?: string;
  readonly caDays?: number;
  readonly encryptCaKey?: boolean;
  readonly caInDataDirectory?: boolean;
  readonly name?: string;
  readonly out?: string;
  readonly keyOwner?: "server" | "root";
  readonly role?: string[];
  readonly form?: (typeof clientForms)[number][];
  readonly driver?: (typeof setupDrivers)[number][];
  readonly map?: string;
  readonly subject?: string;
  readonly keyFile?: string;
  readonly answer?: string[];
  readonly revoke?: string[];
  readonly reason?: (typeof revocationReasons)[number];
  readonly crlDirectory?: boolean;
  readonly certificate?: string;
  readonly newKey?: boolean;
  readonly newCa?: string;
  readonly minProtocol?: "TLSv1.2" | "TLSv1.3";
  readonly cleartext?: (typeof cleartextPolicies)[number];
  readonly access?: (typeof accessMethods)[number];
  readonly accessAddress?: string;
  readonly accessDatabase?: string[];
  readonly accessUser?: string[];
  readonly sni?: boolean;
  readonly caPassphraseFile?: string;
  readonly keyPassphraseFile?: string;
  readonly exportPasswordFile?: string;
  readonly configure?: boolean;
  readonly force?: string[];
  readonly dryRun?: boolean;
  readonly nonInteractive?: boolean;
  readonly json?: boolean;
}

/** Adds the options of a path to its command. */
export function addOptions(command: Command, path: SetupPath): void {
  for (const { flags, text, paths, choices, repeats, isNumber } of rows) {
    if (paths && !paths.includes(path)) continue;
    const option = command.createOption(flags, text);
    const check = (value: string): string => {
      if (choices && !choices.includes(value))
        command.error(`error: ${flags.split(" ")[0]} must be one of ${choices.join(", ")}`);
      return value;
    };
    if (choices) {
      option.description = `${text}: ${choices.join(", ")}`;
      option.argChoices = [...choices]; // which the shells complete
    }
    if (repeats)
      option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), check(value)]);
    else if (choices) option.argParser(check);
    if (isNumber) option.argParser(Number);
    command.addOption(option);
  }
}
