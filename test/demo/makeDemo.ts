import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { digestOf } from "../support/packagedExtension.ts";
import { server } from "../support/postgres.ts";
import { projectRoot } from "../support/tools.ts";
import { copyFolder, giveAway } from "../support/unprivileged.ts";
import {
  clientCrl,
  createAuthorities,
  writeAuthorities,
  writeClientCertificate,
  writeServerCertificate,
} from "./demoCertificates.ts";
import {
  badHba,
  badIdent,
  badSettings,
  goodHba,
  goodIdent,
  goodSettings,
  type Settings,
  withSettings,
} from "./demoConfiguration.ts";

/**
 * Makes the demo below `.demo/` unless today's is there: `cluster`, a data directory of PostgreSQL 18 with TLS as it
 * should be, `mistakes`, the same with a dozen of them, and `client`. Returns the folder that holds the three.
 */
export async function makeDemo(progress: (message: string) => void): Promise<string> {
  const folder = join(projectRoot, ".demo/folder");
  const stamp = join(projectRoot, ".demo/stamp");
  const now = new Date();
  const sources = await digestOf([fileURLToPath(new URL(".", import.meta.url))]);
  const digest = `${now.toISOString().slice(0, 10)} ${sources}`; // a certificate has some days left, as of today
  if ((await readFile(stamp, "utf8").catch(() => "")) === digest) return folder;
  progress("Making a cluster with PostgreSQL 18 ...");
  await rm(folder, { recursive: true, force: true });
  await writeDemo(folder, now, progress);
  await writeFile(stamp, digest);
  return folder;
}

/** Writes the demo into a folder that does not exist. */
export async function writeDemo(
  folder: string,
  now: Date,
  progress: (message: string) => void = () => {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const cluster = join(folder, "cluster");
  const mistakes = join(folder, "mistakes");
  await (await server(18)).initdb(cluster);
  progress("Making authorities, certificates and CRLs ...");
  const authorities = await createAuthorities(now);
  await writeAuthorities(join(cluster, "tls"), authorities);
  await writeClientCertificate(join(folder, "client"), authorities);
  await copyFolder(cluster, mistakes);

  await writeServerCertificate(join(cluster, "tls"), authorities, { daysLeft: 398, withIntermediate: true });
  await writeConfiguration(cluster, goodSettings, goodHba, goodIdent);

  await writeServerCertificate(join(mistakes, "tls"), authorities, { daysLeft: 12, withIntermediate: false });
  await chmod(join(mistakes, "tls/server.key"), 0o644);
  await writeFile(join(mistakes, "tls/crl.der"), await clientCrl(authorities.root, now));
  await writeConfiguration(mistakes, badSettings, badHba, badIdent);

  await Promise.all([giveAway(cluster), giveAway(mistakes)]);
}

async function writeConfiguration(
  dataDirectory: string,
  settings: Settings,
  hba: string,
  ident: string,
): Promise<void> {
  const conf = join(dataDirectory, "postgresql.conf");
  await writeFile(conf, withSettings(await readFile(conf, "utf8"), settings));
  await writeFile(join(dataDirectory, "pg_hba.conf"), hba);
  await writeFile(join(dataDirectory, "pg_ident.conf"), ident);
}
