import type { FileFacts } from "../cluster/cluster.ts";
import { type PgBouncer, type PgBouncerAssignment, placeOfValue, wordOf } from "../cluster/pgbouncer.ts";
import type { ServerEffect } from "../model/diagnostic.ts";
import type { Place } from "../model/span.ts";
import type { Certificate, KeyFacts, PemBlock } from "../pki.ts";
import { isOfKind, visibleBlocks } from "../x509/contents.ts";

/** The two sides of PgBouncer. */
export const sides = ["client", "server"] as const;

/** A TLS file in force, and what PgBouncer does when it cannot use it. */
export interface TlsFile {
  readonly side: (typeof sides)[number];
  readonly use: "cert" | "key" | "ca";
  readonly assignment: PgBouncerAssignment;
  readonly place: Place;
  readonly file: FileFacts;
  readonly effect: ServerEffect;
}

/** The TLS files that are read: those of a side whose TLS is on; a CA file of servers only where they are verified. */
export function tlsFiles(pgbouncer: PgBouncer): readonly TlsFile[] {
  return sides.flatMap((side) => {
    const mode = wordOf(pgbouncer, `${side}_tls_sslmode`);
    if (mode === "disable") return [];
    return (["cert", "key", "ca"] as const).flatMap((use) => {
      const assignment = pgbouncer.settings.get(`${side}_tls_${use}_file`);
      const file = pgbouncer.files.get(`${side}_tls_${use}_file`);
      if (!assignment || !file || (side === "server" && use === "ca" && !mode.startsWith("verify")))
        return [];
      const effect = side === "client" ? ("start-error" as const) : ("connection-error" as const);
      return [{ side, use, assignment, place: placeOfValue(assignment), file, effect }];
    });
  });
}

/** What PgBouncer does when it cannot load a TLS file, for a finding's detail. */
export function tlsRefusal({ side, use }: Pick<TlsFile, "side" | "use">): string {
  if (side === "server")
    return "PgBouncer starts, since it reads this file at each connection; every connection to a server fails.";
  const what = { cert: "certificate file", key: "private key file", ca: "CA" }[use];
  return `PgBouncer logs “TLS setup failed: failed to load ${what}” and does not start; a reload keeps the TLS configuration as it was.`;
}

/** The blocks of a file that OpenSSL 3 takes for this use, as far as it is known. */
export function usableBlocks({ file, use }: Pick<TlsFile, "file" | "use">): readonly PemBlock[] | undefined {
  if (!file.pem) return undefined;
  return visibleBlocks(file.pem, "3").filter((block) =>
    isOfKind(block, use === "key" ? "key" : "certificate"),
  );
}

/** The first certificate of a file. */
export function firstCertificate(file: TlsFile | undefined): Certificate | undefined {
  return file && usableBlocks(file)?.find(({ certificate }) => certificate)?.certificate;
}

/** The private key that OpenSSL takes out of a file. */
export function firstKey(file: TlsFile | undefined): KeyFacts | undefined {
  return file && usableBlocks(file)?.find(({ key }) => key)?.key;
}
