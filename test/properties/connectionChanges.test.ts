import fc from "fast-check";
import { expect, test } from "vitest";
import type { Client, ConnectionDecision } from "../../server/src/core/index.ts";
import type { ConnectionChange } from "../../server/src/core/model/connectionChange.ts";
import { pki } from "../../server/src/pki/index.ts";
import { covers } from "../support/changeCovers.ts";
import { compared, inOneLine } from "../support/changes.ts";
import { clientPem } from "../support/fixtures/clientCertificates.ts";
import { materialBytes, materialTime } from "../support/fixtures/materials.ts";
import { toUri } from "../support/openService.ts";
import "../support/seed.ts";

const word = (...words: string[]) => fc.constantFrom(...words);
const list = (...words: string[]) =>
  fc.uniqueArray(word(...words), { minLength: 1, maxLength: 2 }).map((some) => some.join(","));
const database = list(
  "all",
  "all",
  "shop",
  "crm",
  "alice",
  '"all"',
  "sameuser",
  "samerole",
  "replication",
  "/^sh",
);
const user = list("all", "all", "alice", "bob", '"bob"', "+staff", "+team", "/^a", "/b$");
const address = word(
  ..."all 0.0.0.0/0 10.0.0.0/8 10.20.0.0/16 10.20.30.40/32 127.0.0.0/30 ::/0 fd00::/8 ::1/128 samenet samehost".split(
    " ",
  ),
  "db.example.com",
  ".example.com",
  "10.0.0.5 255.0.255.255",
  "10.0.0.5 255.0.0.255",
);
const access = word("trust", "reject", "scram-sha-256", "scram-sha-256", "md5", "password");
const tlsAccess = fc.oneof(
  access,
  word(
    "cert",
    "scram-sha-256 clientcert=verify-ca",
    "trust clientcert=verify-full",
    "md5 clientcert=verify-ca",
  ),
);
const record = fc.oneof(
  fc.tuple(fc.constant("local"), database, user, fc.constant(""), fc.oneof(access, fc.constant("peer"))),
  fc.tuple(word("host", "host", "hostnossl", "hostgssenc", "hostnogssenc"), database, user, address, access),
  fc.tuple(fc.constant("hostssl"), database, user, address, tlsAccess),
);
const records = fc.array(
  record.map((columns) => columns.join(" ")),
  { minLength: 1, maxLength: 6 },
);
/** What an edit makes of records: one is another, goes, comes, or two change places. */
const edited = fc
  .tuple(
    records,
    record.map((columns) => columns.join(" ")),
    fc.nat(6),
    fc.nat(3),
    records,
  )
  .map(([before, one, at, how, others]) => {
    const place = Math.min(at, before.length - 1);
    const rest = [...before.slice(0, place), ...before.slice(place + 1)];
    const edits = [
      [...before.slice(0, place), one, ...before.slice(place + 1)],
      rest.length > 0 ? rest : [one],
      [...before.slice(0, place), one, ...before.slice(place)],
      others,
    ];
    return [before, edits[how] ?? before] as const;
  });

const alice = pki
  .decode(Buffer.from(clientPem("alice")))
  .blocks.flatMap(({ certificate }) => certificate ?? []);
const client = fc.record({
  type: word("local", "plain", "ssl", "gss") as fc.Arbitrary<Client["type"]>,
  database: word("shop", "crm", "alice", "bob", "all", "postgres", "shipping"),
  user: word("alice", "alice", "bob", "staff", "abel", "rob", "zoe"),
  address: word(
    "10.20.30.40",
    "10.20.1.1",
    "10.1.1.5",
    "127.0.0.1",
    "127.0.0.2",
    "192.0.2.1",
    "::1",
    "fd00::1",
    "2001:db8::1",
  ),
  replication: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
  hasCertificate: fc.boolean(),
});

const toClient = ({ address, hasCertificate, ...rest }: ClientValues): Client => ({
  ...rest,
  ...(rest.type !== "local" && { address }),
  ...(rest.type === "ssl" && hasCertificate && { certificates: alice, user: "alice" }),
});

type ClientValues = typeof client extends fc.Arbitrary<infer Values> ? Values : never;

const tls = (isOn: boolean) => ({
  "postgresql.conf": isOn ? "ssl = on\nssl_ca_file = 'ca.crt'\n" : "",
  "ca.crt": clientPem("root"),
  "server.crt": materialBytes("leaf"),
  "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
});

const kinds = { local: "local", cleartext: "plain", tls: "ssl", gss: "gss" } as const;

const isOpen = (decision: ConnectionDecision | undefined) => decision?.admitted !== false;
const isDoubtful = (decision: ConnectionDecision | undefined) =>
  /^(?:If |Whether this record matches)/.test(decision?.reason ?? "");

/** Whether what `explain` says before and after is what a change says of the connection. */
function agrees(
  { effect, type }: Pick<ConnectionChange, "effect" | "type">,
  before?: ConnectionDecision,
  after?: ConnectionDecision,
): boolean {
  const [was, is] = [isOpen(before), isOpen(after)];
  switch (effect) {
    case "lost":
    case "cleartext-closed":
      return was && !is;
    case "gained":
    case "cleartext-opened":
      return !was && is;
    case "stricter":
      return was && (is || type === "gss") && !(after?.admitted === true && before?.admitted === undefined);
    case "weaker":
      return was && is && !(before?.admitted === true && after?.admitted === undefined);
    case "undecidable":
      return true;
  }
}

test("the changes are what explain says before and after", async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      edited,
      fc.constantFrom([true, true], [true, true], [true, true], [true, false], [false, true]),
      fc.array(client, { minLength: 40, maxLength: 40 }),
      async ([one, other], [wasOn = true, isOn = true], clients) => {
        const { before, after, changes } = await compared(
          { ...tls(wasOn), "pg_hba.conf": `${one.join("\n")}\n` },
          { ...tls(isOn), "pg_hba.conf": `${other.join("\n")}\n` },
          { time: materialTime },
        );
        const explain = ({ service }: typeof before, of: Client) => service.explain(toUri("pg_hba.conf"), of);
        for (const { example, reason, ...change } of changes) {
          if (!example || reason !== undefined || (example.certificate && example.user !== "alice")) continue;
          const { type, certificate, ...rest } = example;
          const of = { ...rest, type: kinds[type], ...(certificate && { certificates: alice }) };
          if (!agrees(change, await explain(before, of), await explain(after, of)))
            expect.fail(`example: ${JSON.stringify({ one, other, change, example }, null, 1)}`);
        }
        for (const each of clients.map(toClient)) {
          const [was, is] = [await explain(before, each), await explain(after, each)];
          const covering = changes.map((change) => [change, covers(change, each)] as const);
          const certain = covering.filter(([, covers]) => covers === true).map(([change]) => change);
          const words = () => ({
            one,
            other,
            each: { ...each, certificates: each.certificates?.length },
            was: was?.reason,
            is: is?.reason,
            covering: covering
              .filter(([, covers]) => covers !== false)
              .map(([change, covers]) => [inOneLine(change), covers]),
          });
          if (certain.length > 1) expect.fail(`two changes: ${JSON.stringify(words(), null, 1)}`);
          const [change] = certain;
          if (change) {
            seen.set(change.effect, (seen.get(change.effect) ?? 0) + 1);
            if (!isDoubtful(was) && !isDoubtful(is) && !agrees(change, was, is))
              expect.fail(`disagrees: ${JSON.stringify(words(), null, 1)}`);
          } else if (
            covering.every(([, covers]) => covers === false) &&
            !isDoubtful(was) &&
            !isDoubtful(is)
          ) {
            seen.set("none", (seen.get("none") ?? 0) + 1);
            const isSame =
              was?.admitted === is?.admitted && (was?.admitted !== undefined || was?.reason === is?.reason);
            if (!isSame) expect.fail(`no change: ${JSON.stringify(words(), null, 1)}`);
          }
        }
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
  // The kinds that matter most were among them, and connections for which nothing changes.
  expect([...seen.keys()]).toEqual(expect.arrayContaining(["lost", "gained", "cleartext-opened", "none"]));
});
