import { expect, test } from "vitest";
import { attempt } from "../support/connect.ts";
import { openManifest } from "../support/embedded.ts";
import { server } from "../support/postgres.ts";
import { prepareFolder } from "./connectionFolder.ts";

/** A manifest with records, by carrier: as items of a list at the end, or as lines of a text. */
const manifests = {
  cloudNativePg: (version: number, records: readonly string[]) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:${version}
  postgresql:
    pg_hba:
${items(records)}`,
  zalando: (version: number, records: readonly string[]) => `
apiVersion: acid.zalan.do/v1
kind: postgresql
spec:
  postgresql: { version: "${version}" }
  patroni:
    pg_hba:
${items(records)}`,
  crunchy: (version: number, records: readonly string[]) => `
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
spec:
  postgresVersion: ${version}
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
${items(records)}`,
  percona: (version: number, records: readonly string[]) => `
apiVersion: pgv2.percona.com/v2
kind: PerconaPGCluster
spec:
  postgresVersion: ${version}
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
${items(records)}`,
  stackGres: (version: number, records: readonly string[]) => `
apiVersion: stackgres.io/v1
kind: SGCluster
spec:
  postgres: { version: "${version}", ssl: { enabled: true } }
  pods: { disableEnvoy: true }
  configurations:
    patroni:
      dynamicConfig:
        postgresql:
          pg_hba:
${items(records)}`,
  patroni: (version: number, records: readonly string[]) => `
scope: orders
postgresql:
  bin_dir: /usr/lib/postgresql/${version}/bin
  pg_hba:
${items(records)}`,
  bitnami: (version: number, records: readonly string[]) => `
image: { tag: ${version}.4.0 }
primary:
  pgHbaConfiguration: |-
${lines(records)}`,
  configMap: (version: number, records: readonly string[]) => `
apiVersion: v1
kind: ConfigMap
data:
  pg_hba.conf: |
    # pgssl: version=${version}
${lines(records)}`,
  compose: (version: number, records: readonly string[]) => `
services:
  db:
    image: postgres:${version}
    command: postgres -c ssl=on
    configs: [{ source: hba, target: /var/lib/postgresql/data/pg_hba.conf }]
configs:
  hba:
    content: |
${lines(records)}`,
} as const;

/** Those that write a record for clients without TLS behind the list. */
const adding: ReadonlySet<string> = new Set(["cloudNativePg", "stackGres"]);

const items = (records: readonly string[]) => records.map((record) => `          - ${record}`).join("\n");
/** Records that are quoted as items are plain lines in a text. */
const lines = (records: readonly string[]) =>
  records.map((record) => `      ${record.replace(/^'(.*)'$/, "$1")}`).join("\n");

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
          if (adding.has(carrier) && isReported !== (plainGetsIn && !/^host /.test(list[0] ?? "")))
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
