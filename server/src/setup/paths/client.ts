import { join } from "node:path";
import { createCertificate, createKey } from "../../pki/create.ts";
import { createPkcs12 } from "../../pki/pkcs12.ts";
import { toPkcs8, toPrivateKeyPem } from "../../pki/privateKeys.ts";
import { adviseClient } from "../advice.ts";
import type { WantedAccess, WantedConfiguration } from "../configuration/wanted.ts";
import { quoteRole, quoteWord } from "../configuration/words.ts";
import { certificatesIn, readPem } from "../context.ts";
import { datesFor, defaultDays } from "../dates.ts";
import { driverTexts } from "../driverTexts.ts";
import { fileNameOf } from "../names.ts";
import type { Contents, FileSpec, PathPlan } from "../pathPlan.ts";
import { type NeededSecret, SetupProblem } from "../plan.ts";
import { decode, planAuthority } from "../planAuthority.ts";
import { toCertificatePem } from "../readAuthority.ts";
import type { ClientForm, ClientRequest, SetupDriver, SetupRequest } from "../request.ts";
import { toAccess } from "../serverFiles.ts";
import { parseSubject, type Subject } from "../subject.ts";
import { certifiedHosts } from "../surroundings.ts";
import { trustOnServer } from "../trustedCa.ts";
import type { PathInput } from "./pathInput.ts";

interface Client extends ClientRequest {
  readonly name: Subject;
  /** The path of its files without the ending. */
  readonly base: string;
}

/** Certificates by which clients log in as roles. */
export async function planClient(input: PathInput): Promise<PathPlan> {
  const { context, request, target, places } = input;
  const { days = defaultDays, keyKind = "EC P-256", hosts = [] } = request;
  const { clientForms, drivers } = formsAndDrivers(request);
  const [host = hosts[0] ?? "HOST"] = await certifiedHosts(context, target);
  const clients = readClients(input);
  const authority = await planAuthority(context, places.authorityFolder, "present", request);
  const root = authority.present.root?.certificate;
  if (!root) throw new SetupProblem(`${places.authorityFolder} holds no root.crt`, "authorityFolder");
  const trusted = await trustOnServer(context, target, root);
  const rootCopy = join(places.clientFolder, "root.crt");
  const present = certificatesIn(await readPem(context, rootCopy));
  const hasCopy = present.some(({ fingerprint }) => fingerprint === root.fingerprint);
  const copy: FileSpec = {
    path: rootCopy,
    kind: "ca-certificate",
    description: "the CA, for the clients",
    replaces: true,
  };
  return {
    summary: `${clients.length === 1 ? "A certificate" : "Certificates"} for ${clients.map(({ role }) => role).join(", ")}`,
    request,
    files: [
      ...clients.flatMap((client) => clientFiles(client, clientForms)),
      ...(hasCopy ? [] : [copy]),
      ...trusted.files,
    ],
    secrets: [...authority.secrets, ...(clientForms.includes("pkcs12") ? [exportPassword] : [])],
    notes: trusted.notes,
    wanted: { ...wantedForClients(clients, input), settings: trusted.settings },
    clients: clients.map(({ role, base }) =>
      adviseClient(
        {
          title: role,
          host,
          user: role,
          rootCertificate: rootCopy,
          certificate: `${base}.crt`,
          key: `${base}.key`,
          keyForms: {
            ...(clientForms.includes("pkcs12") && { pkcs12: `${base}.p12` }),
            ...(clientForms.includes("pkcs8-der") && { "pkcs8-der": `${base}.pk8` }),
          },
        },
        target,
        drivers,
      ),
    ),
    async make(making) {
      const { issuer, intermediates } = await authority.open(making);
      const contents = new Map<string, Uint8Array | string>([
        [rootCopy, toCertificatePem(...present.map(({ der }) => der), root.der)],
        ...trusted.contents(root.der),
      ]);
      for (const { role, name, base } of clients) {
        making.step(`Making the key of ${role}`);
        const key = await createKey(keyKind);
        const dates = datesFor(making.now, days, decode(issuer.certificate));
        const leaf = await createCertificate({
          subject: name.attributes,
          key,
          issuer,
          role: "client",
          ...dates,
        });
        const chain = [leaf, ...intermediates];
        const pkcs8 = await toPkcs8(key);
        contents.set(`${base}.crt`, toCertificatePem(...chain));
        contents.set(`${base}.key`, await toPrivateKeyPem(key));
        contents.set(`${base}.pk8`, pkcs8);
        if (!clientForms.includes("pkcs12")) continue;
        const password = checkPassword(making.secrets.export);
        contents.set(`${base}.p12`, await createPkcs12({ key: pkcs8, chain, alias: "user", password }));
      }
      return contents as Contents;
    },
  };
}

/** The forms that are wanted, and those that the drivers need; JDBC is what the others than PEM are mostly for. */
function formsAndDrivers({ clientForms: forms = ["pem"], drivers: wanted = [] }: SetupRequest) {
  const isForJava = forms.some((form) => form !== "pem");
  const drivers: SetupDriver[] = [...new Set([...wanted, ...(isForJava ? (["jdbc"] as const) : [])])];
  const needed = drivers.flatMap((driver) => {
    const { forms: fit = ["pem"] } = driverTexts[driver];
    return fit.some((form) => forms.includes(form)) ? [] : fit.slice(0, 1);
  });
  return { drivers, clientForms: [...new Set([...forms, ...needed])] };
}

const exportPassword: NeededSecret = { id: "export", prompt: "Password of the PKCS #12 files", isNew: true };

/** Bytes other than ASCII are turned into a key in one way by OpenSSL and in another by Java. */
function checkPassword(password: string | undefined): string {
  if (password && /^[\x20-\x7e]+$/.test(password)) return password;
  throw new SetupProblem("A PKCS #12 file needs a password of printable ASCII characters", "secrets");
}

function readClients({ request, places }: PathInput): Client[] {
  const clients = (request.clients ?? []).map((client): Client => {
    const base = join(places.clientFolder, fileNameOf(client.role));
    const name = client.subject === undefined ? plainSubject(client.role) : parseSubject(client.subject);
    return { ...client, name, base };
  });
  if (clients.length === 0) throw new SetupProblem("Name the role that the certificate is for", "clients");
  const bases = clients.map(({ base }) => base.toLowerCase());
  if (clients.some(({ role }) => role === "") || new Set(bases).size < bases.length)
    throw new SetupProblem("Each role needs a name, and one of its own as a file name", "clients");
  return clients;
}

const plainSubject = (role: string): Subject => ({
  attributes: [{ type: "CN", value: role }],
  commonName: role,
});

function clientFiles({ role, base }: Client, forms: readonly ClientForm[]): FileSpec[] {
  const pem = forms.includes("pem");
  const certificate = pem || forms.includes("pkcs8-der");
  return [
    ...(pem
      ? [{ path: `${base}.key`, kind: "client-key" as const, description: `private key of ${role}` }]
      : []),
    ...(forms.includes("pkcs8-der")
      ? [
          {
            path: `${base}.pk8`,
            kind: "client-pkcs8" as const,
            description: `private key of ${role} in DER, for JDBC`,
          },
        ]
      : []),
    ...(certificate
      ? [{ path: `${base}.crt`, kind: "client-certificate" as const, description: `certificate of ${role}` }]
      : []),
    ...(forms.includes("pkcs12")
      ? [
          {
            path: `${base}.p12`,
            kind: "client-pkcs12" as const,
            description: `key and certificate of ${role}, for JDBC and others`,
          },
        ]
      : []),
  ];
}

/**
 * Roles whose certificates have their names are admitted as they are; the others by a map, which compares the whole name from
 * PostgreSQL 14, and the common name before.
 */
function wantedForClients(
  clients: readonly Client[],
  { request, target }: PathInput,
): Omit<WantedConfiguration, "settings"> {
  const configuration = request.configuration ?? {};
  const map = configuration.map ?? "ssl";
  const byWholeName = (target?.cluster.serverVersion ?? 14) >= 14;
  const mapped = clients.filter(({ name, role }) => name.commonName !== role);
  const plain = clients.filter((client) => !mapped.includes(client));
  const [wanted] = toAccess(configuration);
  const base: WantedAccess = wanted ?? {
    databases: ["all"],
    users: [],
    address: "all",
    method: "cert",
    options: [],
  };
  const words = (some: readonly Client[]) => some.map(({ role }) => quoteRole(role));
  const access: WantedAccess[] = [];
  if (wanted && plain.length > 0)
    access.push({ ...base, users: configuration.access?.users ?? words(plain) });
  if (mapped.length > 0) {
    if (base.method !== "cert") {
      throw new SetupProblem(
        "PostgreSQL uses a map only with the method “cert”: with a password as well, the certificate's common name must be the role",
        "configuration",
      );
    }
    const clientname = byWholeName ? ["clientname=DN"] : [];
    access.push({
      ...base,
      users: words(mapped),
      options: [...base.options, `map=${quoteWord(map)}`, ...clientname],
    });
  }
  return {
    access,
    cleartext: configuration.cleartext ?? "keep",
    maps: mapped.map(({ role, name }) => ({ map, role, systemUser: systemUserOf(name, byWholeName) })),
  };
}

/** What the map compares. @throws SetupProblem for a name that a map reads as a regular expression */
function systemUserOf({ text = "", commonName = "" }: Subject, byWholeName: boolean): string {
  const name = byWholeName ? text : commonName;
  if (name.startsWith("/"))
    throw new SetupProblem(
      `${name}: pg_ident.conf reads a name that starts with “/” as a regular expression`,
      "clients",
    );
  return name;
}
