import { expect, test } from "vitest";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const files = {
  "postgresql.conf": "ssl = on\nssl_key_file = 'server.key'\n",
  "pg_hba.conf": "local all all peer\n",
  "server.crt": { bytes: materialBytes("leaf") },
  "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600, owner: 1000 },
};

test.each([
  ["root:x:0:0::/:\npostgres:x:999:999::/:\nalice:x:1000:1000::/:\n", "alice (1000)", "postgres (999)"],
  ["root:x:0:0::/:\nevil\\u001b[1m:x:1000:1:::\n", "user 1000", "999"],
  ["", "user 1000", "999"],
])("users have names in findings, hovers and views where %j has them", async (passwd, owner, server) => {
  const { service, findings } = openCluster({ ...files, "/etc/passwd": passwd });
  const found = (await findings("postgresql.conf")).find(({ rule }) => rule === "key-file-owner");
  expect(found?.message).toBe(
    `The private key belongs to ${owner}, not to the server's user ${server} or root; run chown.`,
  );
  const hover = await service.hover(toUri("postgresql.conf"), { line: 1, character: 18 });
  expect(JSON.stringify(hover)).toContain(owner);
  const view = await service.viewFile(toUri("server.key"));
  expect(view.facts).toContainEqual({ label: "Owner", value: owner });
});
