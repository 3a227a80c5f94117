import { expect, test } from "vitest";
import { parseExample } from "../../support/annotated.ts";
import { memoryFiles } from "../../support/exampleFiles.ts";
import { materialTime } from "../../support/fixtures/materials.ts";
import { openFiles } from "../../support/openService.ts";

const cluster = `
  -- postgresql.conf --
  ssl = on
  ssl_cert_file = 'server.crt'
  -- server.crt: leaf + intermediate --
  -- server.key: leaf-key --
  -- pg_hba.conf --
  hostssl all all all trust
  local all all trust
  -- root.crt: root --
  -- other.crt: other-root --
`;

const full = "sslmode=verify-full user=alice";

test.each<[text: string, accepts: boolean | undefined, admitted: boolean | undefined, reason: string]>([
  [`host=db.example.com ${full} sslrootcert=/data/root.crt`, true, true, "its name are verified"],
  [`host=db.example.org ${full} sslrootcert=/data/root.crt`, false, true, "not for db.example.org"],
  [`host=db.example.com ${full} sslrootcert=/data/other.crt`, false, true, "is not verified"],
  [`host=db.example.com ${full} sslrootcert=/data/none.crt`, false, true, "does not exist"],
  [`host=db.example.com ${full}`, undefined, true, "not known here"],
  ["host=db.example.org user=alice sslmode=require", true, true, "certificate is not verified"],
  [
    "host=db.example.org user=alice sslmode=require sslrootcert=/data/other.crt",
    false,
    true,
    "is not verified",
  ],
  ["host=db.example.org user=alice sslmode=disable", true, false, "Not encrypted"],
  ["postgresql://alice@db.example.org/?sslmode=disable", true, false, "Not encrypted"],
  ["host=db.example.org user=alice", true, true, "Encrypted"],
  ["user=alice", true, true, "Not encrypted"],
  ["host=db.example.com sslmode=verfy-full password=geheim", false, undefined, "because of sslmode"],
  ["host=db.example.com user=alice sslmode=require channel_binding=require", false, true, "needs SCRAM"],
  ["host=db.example.com user=alice sslmode=require require_auth=!none", false, true, "method trust"],
  ["host=db.example.com user=alice sslmode=require sslcertmode=require", false, true, "no ssl_ca_file"],
  [
    "host=db.example.com user=alice sslmode=require ssl_min_protocol_version=TLSv1 ssl_max_protocol_version=TLSv1.1",
    false,
    true,
    "in common",
  ],
  [
    `host=db.example.org,db.example.com ${full} sslrootcert=/data/root.crt`,
    undefined,
    true,
    "not for db.example.org: it depends on which host",
  ],
  [
    `host=a.example.org,b.example.org ${full} sslrootcert=/data/root.crt`,
    false,
    true,
    "not for a.example.org",
  ],
  ["service=shop", undefined, undefined, "names a service"],
  ["host=db.example.com password='geheim", false, undefined, "cannot read"],
])("%s", async (text, accepts, admitted, reason) => {
  const { service } = openFiles(memoryFiles(parseExample(cluster, "postgresql-conf")), {}, materialTime);
  const found = await service.explainString("file:///data/postgresql.conf", text, "10.0.0.1");
  expect([found?.client.accepts, found?.server?.admitted]).toEqual([accepts, admitted]);
  expect(found?.client.reason).toContain(reason);
  expect(JSON.stringify(found)).not.toContain("geheim");
});
