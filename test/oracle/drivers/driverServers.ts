import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCertificate, createKey, type Issuer } from "../../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../../server/src/pki/privateKeys.ts";
import { toPem } from "../../../server/src/pki/toPem.ts";
import { type RunningServer, server } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/unprivileged.ts";
import { prepareFolder } from "../connectionFolder.ts";

/** The servers that every driver connects to, as `localhost`: what differs is the certificate. */
export const serverStates = ["right", "wrong name", "unknown CA", "no TLS"] as const;
export type ServerState = (typeof serverStates)[number];

/** Four running servers, and the certificate of the CA that issued the first two. */
export interface DriverServers {
  port(state: ServerState): number;
  /** A file. */
  readonly root: string;
  /** A folder in which no driver finds anything. */
  readonly home: string;
  stop(): Promise<void>;
}

const day = 86_400_000;
const validity = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + day) };

async function authority(subject: string): Promise<Issuer> {
  const key = await createKey("EC P-256");
  return { key, certificate: await createCertificate({ subject, key, role: "ca", ...validity }) };
}

/** Starts the servers; all admit everybody. */
export async function startDriverServers(): Promise<DriverServers> {
  const postgres = await server(18);
  const [ours, theirs] = [await authority("Ours"), await authority("Theirs")];
  const start = async (issuer: Issuer | undefined, name: string): Promise<RunningServer> => {
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    if (issuer) {
      const key = await createKey("EC P-256");
      const certificate = await createCertificate({
        subject: name,
        key,
        issuer,
        role: "server",
        dnsNames: [name],
        ...validity,
      });
      await give("server.crt", toPem("CERTIFICATE", certificate));
      await give("server.key", await toPrivateKeyPem(key), 0o600);
    }
    await give("postgresql.conf", `ssl = ${issuer ? "on" : "off"}\n`);
    await give("pg_hba.conf", "local all all trust\nhost all all all trust\n");
    return postgres.start(data, { tcp: true });
  };
  const running = await Promise.all([
    start(ours, "localhost"),
    start(ours, "db.example.org"),
    start(theirs, "localhost"),
    start(undefined, "localhost"),
  ]);
  const home = await temporaryFolder();
  const root = join(home, "files", "root.crt");
  await mkdir(join(home, "files"));
  await writeFile(root, toPem("CERTIFICATE", ours.certificate));
  return {
    port: (state) => running[serverStates.indexOf(state)]?.port ?? 0,
    root,
    home,
    async stop() {
      for (const one of running) await one.stop();
    },
  };
}
