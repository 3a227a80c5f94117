import { expect, test } from "vitest";
import type { Client } from "../../../server/src/core/features/connect/connection.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const hbaUri = toUri("pg_hba.conf");
const plain: Client = { type: "plain", address: "10.0.0.1", database: "shop", user: "alice" };

/** The records, the client as it differs from `plain`, and what is to come of it: outcome, stage, line from 1. */
test.each([
  ["host all all 10.0.0.0/8 trust", {}, true, "authentication", 1],
  ["host all all 10.0.0.0/8 scram-sha-256", {}, undefined, "authentication", 1],
  ["host all all 10.0.0.0/8 reject\nhost all all all trust", {}, false, "rejected", 1],
  [
    "host all all 10.0.0.0/8 reject\nhost all all all trust",
    { address: "11.0.0.1" },
    true,
    "authentication",
    2,
  ],
  ["hostssl all all all trust", {}, false, "no-record", undefined],
  ["host all all all trust", { type: "ssl" }, false, "encryption", undefined],
  ["host all +staff all trust", {}, undefined, "authentication", 1],
  ["host all +staff all reject", {}, false, "no-record", undefined],
  ["host all +staff all trust\nhost all all all trust", {}, true, "authentication", 2],
  ["host all +staff all trust\nhost all all all reject", {}, undefined, "authentication", 1],
  ["host all all db.example.com trust", {}, undefined, "authentication", 1],
  ["host all all * trust", {}, false, "no-record", undefined],
  ["host all all 10.0.0.* trust", {}, false, "no-record", undefined],
  ["host all all *.example.com trust", {}, false, "no-record", undefined],
  ["host all all 'db.example.com' trust", {}, false, "no-record", undefined],
  ["host all all 1.2.3.300 trust", {}, false, "no-record", undefined],
  ["host all all .example.com trust", {}, undefined, "authentication", 1],
  ["host all all samehost trust", {}, undefined, "authentication", 1],
  ["host all all samehost trust", { address: "::1" }, true, "authentication", 1],
  ["host all all samehost trust", { address: "127.0.0.1" }, true, "authentication", 1],
  ["host all all samehost trust", { address: "127.0.0.5" }, undefined, "authentication", 1],
  ["host all all samenet trust", { address: "127.0.0.5" }, true, "authentication", 1],
  ["host samerole all all trust", {}, undefined, "authentication", 1],
  ["host all /^al all trust", {}, true, "authentication", 1],
  ["host all all all trust", { replication: true }, false, "no-record", undefined],
  ["include more.conf\nhost all all all trust", {}, false, "rejected", 1],
  ["host all all all nonsense", {}, undefined, "configuration", undefined],
  ["# nothing", {}, undefined, "configuration", undefined],
] as const)("%j for %j: %s", async (hba, client, admitted, stage, line) => {
  const files = { "pg_hba.conf": `${hba}\n`, "more.conf": "host all all all reject\n" };
  const result = await openCluster(files).service.explain(hbaUri, { ...plain, ...client });
  expect({ ...result, line: result?.line && result.line.line + 1 }).toMatchObject({
    admitted,
    stage,
    line,
  });
});

test.each([
  ["'-X25519'", false],
  ["'DEFAULT:-X25519'", true],
])(
  "a client over TLS needs a group for the key exchange, of ssl_groups = %s: %s",
  async (groups, admitted) => {
    const files = {
      "postgresql.conf": `ssl = on\nssl_groups = ${groups}\n`,
      "pg_hba.conf": "host all all all trust\n",
      "server.crt": materialBytes("leaf"),
      "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
    };
    const { service } = openCluster(files, { time: materialTime, settings: { openssl: "3.5" } });
    const ask = (type: Client["type"]) => service.explain(hbaUri, { ...plain, type });
    expect((await ask("ssl"))?.admitted).toBe(admitted);
    expect((await ask("plain"))?.admitted).toBe(true);
  },
);

/** The records, the client as it differs from `plain`, and the reason. */
test.each([
  [
    "host all all 10.0.0.0/8 scram-sha-256",
    {},
    "scram-sha-256 decides: with the right password alice gets in.",
  ],
  [
    "host all all 10.0.0.0/8 gss",
    {},
    "gss decides: alice gets in if the name that it finds out may connect as alice.",
  ],
  [
    "host all +people 10.0.0.0/8 trust\nhost all alice all reject",
    {},
    "If alice is a member of people: line 1 admits the client; otherwise line 2 rejects the client.",
  ],
  [
    "host all +a,+b all reject\nhost samerole all all trust\nhost all all db.example.com md5",
    {},
    "If alice is a member of a or b: line 1 rejects the client; or else if alice is a member of shop: line 2 admits the client; or else if 10.0.0.1 has the host name db.example.com: line 3 decides (md5 decides: with the right password alice gets in); otherwise no record matches, so that the server refuses the client.",
  ],
])("%j for %j: %s", async (hba, client, reason) => {
  const result = await openCluster({ "pg_hba.conf": `${hba}\n` }).service.explain(hbaUri, {
    ...plain,
    ...client,
  });
  expect(result?.reason).toBe(reason);
});

test("of files that the server would not load, what a running one does and what these would decide", async () => {
  const hba = "host all all 10.0.0.0/33 trust\nhost all alice 10.0.0.0/8 scram-sha-256\n";
  const result = await openCluster({ "pg_hba.conf": hba }).service.explain(hbaUri, plain);
  expect(result).toMatchObject({ admitted: undefined, stage: "configuration" });
  expect(result?.reason).toMatch(/^The server does not load these files \(pg_hba.conf, line 1\)/);
  expect(result?.reason).toContain("goes by its last good state, which the files do not show.");
  expect(result?.reason).toMatch(/By line 2 these files would decide: .*scram-sha-256 decides/);
});
