import type { EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import type { HostSpan } from "../hostSpan.ts";

/** What decides about the pg_hba.conf that Bitnami's image makes where TLS is on and none is brought. */
export interface BitnamiAccess {
  /** Whether the image has a CA for clients' certificates. */
  readonly hasCa: boolean;
  readonly hasPassword: boolean;
  readonly hasReplication: boolean;
}

/**
 * The records of that file (bitnami/containers, bitnami/postgresql/17/debian-12/rootfs/opt/bitnami/scripts, libpostgresql.sh, at
 * 31d942599f19e514dda1856bbc64b31e9606bc7d: `postgresql_password_auth_configuration`, `postgresql_allow_local_connection`, `postgresql_restrict_pghba`,
 * `postgresql_add_replication_to_pghba`, and above all of these `postgresql_tls_auth_configuration`).
 */
function bitnamiHba({ hasCa, hasPassword, hasReplication }: BitnamiAccess): readonly string[] {
  const method = hasPassword ? "md5" : "trust";
  const [everywhere, local] = [
    ["0.0.0.0/0", "::/0"],
    ["127.0.0.1/32", "::1/128"],
  ] as const;
  return [
    ...(hasCa ? everywhere.map((address) => `hostssl all all ${address} cert`) : []),
    ...everywhere.map((address) => `host all all ${address} ${method}`),
    `local all all ${method}`,
    ...local.map((address) => `host all all ${address} ${method}`),
    ...(hasReplication ? everywhere.map((address) => `host replication all ${address} ${method}`) : []),
  ];
}

/** A pg_hba.conf of the image's, and that it lets clients in without TLS. */
export interface BitnamiHba {
  readonly file: EmbeddedFile;
  readonly problem: EmbeddedProblem;
}

/** The file, with `place` for what switches TLS on, and the words for where the user's own records go. */
export function writeBitnamiHba(
  source: string,
  access: BitnamiAccess,
  place: HostSpan,
  ownRecords: string,
): BitnamiHba {
  const records = bitnamiHba(access);
  const plain = records.find((record) => record.startsWith("host ")) ?? "";
  return {
    file: new FileWriter("pg-hba", source).add(...records).finish(place, "text"),
    problem: {
      kind: "tls-optional",
      place,
      word: `"${plain}"; write hostssl records in ${ownRecords}`,
      ...(access.hasCa && {
        detail:
          "With a CA the image requires certificates of clients with TLS, by a hostssl record above: one that comes without TLS needs none.",
      }),
    },
  };
}
