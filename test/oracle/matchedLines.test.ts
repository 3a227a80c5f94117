import { expect, test } from "vitest";
import { attempt } from "../support/connect.ts";
import { openCluster } from "../support/openService.ts";
import { server } from "../support/postgres.ts";
import { certificateOf, explain, inWords, placeSetup, prepareFolder } from "./connectionFolder.ts";
import type { ConnectionClient } from "./connectionSetup.ts";

/** A line, a client, whether a server lets it in, the rule that reports the line, and the line that its first fix makes. */
interface Row {
  readonly hba: string;
  readonly ident?: string;
  readonly client: ConnectionClient;
  readonly isLetIn: boolean;
  readonly rule?: string;
  readonly since?: number;
}

const alice: ConnectionClient = { user: "alice", type: "plain", database: "shop" };
const row = (
  hba: string,
  isLetIn: boolean,
  rule?: string,
  client?: Partial<ConnectionClient>,
  since?: number,
): Row => ({
  hba: `${hba}\n`,
  client: { ...alice, ...client },
  isLetIn,
  ...(rule !== undefined && { rule }),
  ...(since !== undefined && { since }),
});
const byMap = (
  system: string,
  isLetIn: boolean,
  rule?: string,
  cert = "alice",
  options = "",
  since = 13,
): Row => ({
  hba: `hostssl all all all cert map=m${options}\n`,
  ident: `m ${system} postgres\n`,
  client: { user: "postgres", cert },
  isLetIn,
  ...(rule !== undefined && { rule }),
  since,
});

const rows: readonly Row[] = [
  // The client is at 127.0.0.1.
  row("host all all 0.0.0.0/0 trust", true),
  row("host all all 0.0.0.0/32 trust", false, "hba-address-no-client"),
  row("host all all 0.0.0.0 255.255.255.255 trust", false, "hba-address-no-client"),
  row("host all all ::/128 trust", false, "hba-address-no-client"),
  row("host all all ::ffff:127.0.0.1/128 trust", false, "hba-address-no-client"),
  row("host all all ::ffff:0.0.0.0/96 trust", false, "hba-address-no-client"),
  row("host all all * trust", false, "hba-address-look-alike"),
  row("host all all 127.0.0.% trust", false, "hba-address-look-alike"),
  row("host all all '127.0.0.1' trust", false, "hba-address-look-alike"),
  row("host all all any trust", false, "hba-address-look-alike"),
  row("host * all all trust", false, "name-look-alike"),
  row("host all % all trust", false, "name-look-alike"),
  row("host all 'alice' all trust", false, "name-look-alike"),
  row("host `shop` all all trust", false, "name-look-alike"),
  row("host shop;crm all all trust", false, "name-look-alike"),
  row("host all al* all trust", false, "name-look-alike"),
  row("host all ^alice$ all trust", false, "name-look-alike"),
  row("host all public all trust", false, "name-look-alike"),
  row("host all everyone all trust", false, "name-look-alike"),
  row("host alice replication all trust", false, "hba-columns-swapped", { replication: true }),
  row("host replication alice all trust", true, undefined, { replication: true }),
  row("host +alice all all trust", false, "hba-columns-swapped"),
  row("host all sameuser all trust", false, "hba-columns-swapped", { database: "alice" }),
  row("host all /alice all trust", true, "regex-unanchored", { user: "alice2" }, 16),
  row("host all /^alice$ all trust", false, undefined, { user: "alice2" }, 16),
  row("host all /^(?:alice|bob)$ all trust", false, undefined, { user: "alice2" }, 16),
  row("host all /^alice|bob$ all trust", true, "regex-unanchored", { user: "alice2" }, 16),
  row("host all /^alice$/ all trust", false, "regex-foreign-syntax", {}, 16),
  row("host all /^ALICE$/i all trust", false, "regex-foreign-syntax", {}, 16),
  row("host all /(?i)^ALICE$ all trust", true, undefined, {}, 16),
  row("host all /^alice\\b all trust", false, "regex-foreign-syntax", {}, 16),
  row("host all /^alice\\y all trust", true, undefined, {}, 16),
  // The certificate's common name is alice.
  byMap("/lic", true, "regex-unanchored"),
  byMap("/^lic$", false),
  byMap("/^ali", true, "regex-unanchored"),
  byMap("/^ali$", false),
  byMap("/^alice$/", false, "regex-foreign-syntax"),
  byMap("*", false, "name-look-alike"),
  byMap("'alice'", false, "name-look-alike"),
  byMap("/CN=ali", true, "regex-unanchored", "alice", " clientname=DN", 14),
  byMap('"/^CN=ali(?:,.*)?$"', false, undefined, "alice", " clientname=DN", 14),
  byMap('"/^CN=alice(?:,.*)?$"', true, undefined, "organized", " clientname=DN", 14),
];

test.each([13, 15, 18] as const)(
  "%i does with lines that look like something else what is reported of them",
  async (version) => {
    const postgres = await server(version);
    const data = await postgres.initdb();
    const give = await prepareFolder(data);
    const running = await postgres.start(data, { tcp: true });
    const disagreements: string[] = [];
    try {
      for (const { hba, ident = "", client, isLetIn, rule, since = 0 } of rows) {
        if (version < since) continue;
        await placeSetup({ name: hba, hba, ident, clients: [client] }, data, give);
        const log = await running.reload();
        if (/not reloaded|contains errors/.test(log)) disagreements.push(`${hba}${ident}: ${log}`);
        const { user, database = user, type = "ssl", replication = false } = client;
        const tls = certificateOf(client) ?? {};
        const answer = await attempt({
          to: running.port,
          user,
          database,
          replication,
          ...(type === "ssl" && { tls }),
        });
        const result = await explain(data, "1.1.1")(client);
        if ((answer === "lets in") !== isLetIn || result?.admitted === !isLetIn)
          disagreements.push(`${hba}${ident}: the server ${answer}; ${inWords(result)}`);
        const found = await namesOfRules(ident || hba, ident ? "pg_ident.conf" : "pg_hba.conf", version);
        if (rule !== undefined ? !found.includes(rule) : found.some((id) => ours.has(id)))
          disagreements.push(`${hba}${ident}: ${found.join() || "no rule"}`);
      }
    } finally {
      await running.stop();
    }
    expect(disagreements).toEqual([]);
  },
);

const ours = new Set(rows.flatMap(({ rule }) => rule ?? []));

async function namesOfRules(text: string, file: string, version: number): Promise<string[]> {
  const { findings } = openCluster({ [file]: text }, { version });
  return (await findings(file)).map(({ rule }) => rule);
}
