import { expect, test } from "vitest";
import { attempt } from "../support/connect.ts";
import { openManifest } from "../support/embedded.ts";
import { server } from "../support/postgres.ts";
import { prepareFolder } from "./connectionFolder.ts";

/** A manifest with a list of records, by carrier. */
const manifests = {
  cloudNativePg: (version: number, items: readonly string[]) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:${version}
  postgresql:
    pg_hba:
${items.map((item) => `      - ${item}`).join("\n")}`,
  zalando: (version: number, items: readonly string[]) => `
apiVersion: acid.zalan.do/v1
kind: postgresql
spec:
  postgresql: { version: "${version}" }
  patroni:
    pg_hba:
${items.map((item) => `      - ${item}`).join("\n")}`,
  crunchy: (version: number, items: readonly string[]) => `
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
spec:
  postgresVersion: ${version}
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
${items.map((item) => `          - ${item}`).join("\n")}`,
  patroni: (version: number, items: readonly string[]) => `
scope: orders
postgresql:
  bin_dir: /usr/lib/postgresql/${version}/bin
  pg_hba:
${items.map((item) => `    - ${item}`).join("\n")}`,
} as const;

const lists: readonly (readonly string[])[] = [
  ["hostssl orders orders_app 127.0.0.0/8 scram-sha-256", "hostssl all all 0.0.0.0/0 reject"],
  ["hostssl all all all scram-sha-256", "hostnossl all all all reject"],
  ["host all all 127.0.0.0/8 trust"],
  ["'hostssl \"orders\" all samehost trust'", "hostssl all all all reject"],
];

const users = ["orders_app", "other", "streaming_replica", "_crunchyrepl"];

/** Whether a server lets a client in, `undefined` where a password decides. */
const answers = { "lets in": true, "requests a password": undefined, refuses: false } as const;

test.each([15, 18] as const)(
  "%i lets in the clients that the engine says it lets in by a manifest",
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    let compared = 0;
    try {
      for (const [carrier, write] of Object.entries(manifests)) {
        for (const list of lists) {
          const { service, uri, findings } = openManifest(write(version, list));
          const snapshot = await service.snapshot(uri);
          for (const { document } of snapshot?.members.values() ?? [])
            if (document.language !== "postgresql-conf")
              await give(document.uri.slice(document.uri.lastIndexOf("/") + 1), document.lines.join(""));
          await give("postgresql.conf", "ssl = on\nssl_ca_file = 'server.crt'\n");
          const log = await running.reload();
          if (/not reloaded|contains errors/.test(log)) disagreements.push(`${carrier}: ${log}`);
          let plainGetsIn = false;
          for (const type of ["ssl", "plain"] as const) {
            for (const user of users) {
              const client = { user, database: "orders" };
              const answer = await attempt({
                to: running.port,
                ...client,
                ...(type === "ssl" && { tls: {} }),
              });
              const result = await service.explain(uri, {
                ...client,
                type,
                address: "127.0.0.1",
                replication: false,
              });
              compared++;
              const admitted = answer === "is not believed" ? undefined : answers[answer];
              plainGetsIn ||= type === "plain" && admitted !== false;
              if (result?.admitted !== admitted)
                disagreements.push(
                  `${carrier}, ${list}, ${type} ${user}: ${result?.admitted} ${result?.reason}; the server ${answer}`,
                );
            }
          }
          const isReported = (await findings()).some(({ rule }) => /cleartext-gap|defaults-lost/.test(rule));
          if (carrier === "cloudNativePg" && isReported !== (plainGetsIn && !/^host /.test(list[0] ?? "")))
            disagreements.push(`${carrier}, ${list}: the gap is ${isReported ? "" : "not "}reported`);
        }
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBe(Object.keys(manifests).length * lists.length * 2 * users.length);
  },
);
