import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { attempt } from "../support/connect.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { createService } from "../support/openService.ts";
import { server } from "../support/postgres.ts";
import { giveAway } from "../support/unprivileged.ts";

/** What is done to a cluster with TLS, and the rules of the findings that its server's own log must lead to. */
const broken: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  ...rules: string[],
])[] = [
  [
    "a type of connection that is none",
    { "pg_hba.conf": "local all all trust\nhosst all all 10.0.0.0/8 trust\n" },
    "hba-type-unknown",
  ],
  ["a method that is none", { "pg_hba.conf": "host all all 10.0.0.0/8 scram\n" }, "hba-method-unknown"],
  ["an address without a mask", { "pg_hba.conf": "host all all 10.0.0.1 trust\n" }, "hba-mask-missing"],
  [
    "an address that is a name",
    { "pg_hba.conf": "host all all 10.0.0.300/32 trust\n" },
    "hba-host-name-prefix",
  ],
  ["a prefix that is too long", { "pg_hba.conf": "host all all 10.0.0.0/33 trust\n" }, "hba-prefix-invalid"],
  ["a line without method", { "pg_hba.conf": "host all all 10.0.0.0/8\n" }, "hba-column-missing"],
  [
    "an unknown option",
    { "pg_hba.conf": "hostssl all all 10.0.0.0/8 cert nosuch=1\n" },
    "hba-option-unknown",
  ],
  ["cert over any connection", { "pg_hba.conf": "host all all 10.0.0.0/8 cert\n" }, "hba-method-type"],
  ["no record", { "pg_hba.conf": "# none\n" }, "hba-file-empty"],
  ["an unknown setting", { "postgresql.conf": "ssl = on\nnosuch = 1\n" }, "conf-setting-unknown"],
  [
    "a value that is none",
    { "postgresql.conf": "ssl = on\nssl_min_protocol_version = 'TLS1.2'\n" },
    "conf-choice-invalid",
  ],
  ["a value out of range", { "postgresql.conf": "ssl = on\nport = 99999\n" }, "conf-value-range"],
  ["a syntax error", { "postgresql.conf": "ssl = on\nlisten_addresses = a b\n" }, "conf-text-after-value"],
  [
    "versions of TLS in the wrong order",
    {
      "postgresql.conf":
        "ssl = on\nssl_min_protocol_version = 'TLSv1.3'\nssl_max_protocol_version = 'TLSv1.2'\n",
    },
    "conf-protocol-range",
  ],
  [
    "a curve that is none",
    { "postgresql.conf": "ssl = on\nssl_ecdh_curve = 'nonsense'\n" },
    "ssl-groups-unknown",
  ],
  [
    "a missing certificate",
    { "postgresql.conf": "ssl = on\nssl_cert_file = 'none.crt'\n" },
    "ssl-file-missing",
  ],
  ["a missing key", { "postgresql.conf": "ssl = on\nssl_key_file = 'none.key'\n" }, "ssl-file-missing"],
  ["a missing CA file", { "postgresql.conf": "ssl = on\nssl_ca_file = 'none.crt'\n" }, "ssl-file-missing"],
  ["a certificate that is none", { "server.crt": "nothing\n" }, "ssl-file-not-pem"],
  ["an open key", { "mode of server.key": "644" }, "key-file-permissions"],
];

const names = { conf: "postgresql.conf", hba: "pg_hba.conf" };

test.each([13, 18] as const)("what the server %i logs leads to the finding behind it", async (version) => {
  const postgres = await server(version);
  const missed: string[] = [];
  for (const [what, changed, ...rules] of broken) {
    const data = await postgres.initdb();
    const files: Record<string, string | Uint8Array> = {
      [names.conf]: "ssl = on\n",
      [names.hba]: "local all all trust\n",
      "server.crt": materialBytes("leaf"),
      "server.key": materialBytes("leaf-key"),
      ...changed,
    };
    for (const [name, content] of Object.entries(files)) {
      const [, of] = /^mode of (.*)$/.exec(name) ?? [];
      if (of) await chmod(join(data, of), Number.parseInt(String(content), 8));
      else await writeFile(join(data, name), content, { mode: 0o600 });
    }
    await giveAway(data);
    const { started, log } = await postgres.tryStart(data);
    const service = createService(nodeHost, { openssl: "1.1.1" });
    const causes = await service.causes(log, pathToFileURL(join(data, names.conf)).href);
    const found = causes.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    if (started || !rules.every((rule) => found.includes(rule)))
      missed.push(`${what}: ${found.join(" ")}\n${log}`);
  }
  expect(missed.join("\n")).toBe("");
});

test("a client that is refused leads to the record that decides, or to none", async () => {
  const postgres = await server(18);
  const data = await postgres.initdb();
  await writeFile(
    join(data, names.hba),
    "local all all trust\nhost other all 127.0.0.1/32 trust\nhost all bob 127.0.0.1/32 reject\n",
  );
  const running = await postgres.start(data, { tcp: true, args: ["-c", "log_min_messages=log"] });
  try {
    for (const user of ["alice", "bob"]) await attempt({ to: running.port, user, database: "postgres" });
  } finally {
    await running.stop();
  }
  const service = createService(nodeHost, { openssl: "1.1.1" });
  const causes = await service.causes(running.log(), pathToFileURL(join(data, names.hba)).href);
  expect(causes.map(({ decision }) => [decision?.admitted, decision?.place?.line])).toEqual([
    [false, undefined],
    [false, 2],
  ]);
});
