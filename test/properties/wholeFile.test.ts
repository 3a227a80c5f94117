import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { connections, matchedBy, matches } from "../support/hbaConnections.ts";
import { openFiles, toUri } from "../support/openService.ts";

/** What checking records among each other is about; other rules have tests of their own. */
const orderRules = new Set(["hba-rule-unreachable", "hba-cleartext-gap", "hba-ipv6-missing"]);

const uri = toUri("pg_hba.conf");

function open(text: string) {
  const { service, edit, findings } = openFiles({});
  const document = edit(uri, text);
  const found = async (): Promise<readonly Diagnostic[]> =>
    (await findings(uri)).filter(({ rule }) => orderRules.has(rule));
  return { document, service, found };
}

/** `line rule`, with the line of the other record; lines from 1. */
async function shown(text: string): Promise<string[]> {
  return (await open(text).found()).map(({ line, rule, related }) => {
    const other = related?.[0]?.place.line;
    return `${line + 1} ${rule.replace("hba-", "")}${other === undefined ? "" : ` ${other + 1}`}`;
  });
}

const words = (...choice: string[]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant("all") },
    { weight: 5, arbitrary: fc.constantFrom(...choice) },
    fc.uniqueArray(fc.constantFrom(...choice), { minLength: 2, maxLength: 3 }).map((list) => list.join(",")),
  );
const database = words(
  "all",
  "all",
  "app",
  "staff",
  "replication",
  '"replication"',
  '"all"',
  "sameuser",
  "samerole",
  "samegroup",
  "/^a",
  "/f",
);
const user = words("all", "all", "alice", "app", '"all"', "+staff", "+app", "/^a", '"staff"');
const address = fc.constantFrom(
  "all",
  "samehost",
  "samenet",
  "db.example.com",
  ".example.com",
  "0.0.0.0/0",
  "10.0.0.0/8",
  "10.0.0.0/16",
  "10.0.0.1/32",
  "10.0.0.0 255.0.255.0",
  "10.0.0.1 255.0.0.255",
  "127.0.0.1/32",
  "127.0.0.1 255.255.255.255",
  "::1/128",
  "::/0",
  "fd00::/8",
  "fd00::/48",
);
const method = fc.constantFrom("scram-sha-256", "md5", "reject", "trust", "nonsense");
const record = fc.oneof(
  fc.tuple(database, user, method).map((columns) => ["local", ...columns].join(" ")),
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom("host", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"),
        database,
        user,
        address,
        method,
      )
      .map((columns) => columns.join(" ")),
  },
);
/** Records that have much to do with each other. */
const related = fc.oneof(record, {
  weight: 6,
  arbitrary: fc
    .tuple(
      fc.constantFrom("host", "host", "hostssl", "hostnossl"),
      fc.constantFrom("all", "all", "app", "app,staff", "replication", "/^app$"),
      fc.constantFrom("all", "all", "alice", "alice,app", "/^al"),
      fc.constantFrom(
        "all",
        "0.0.0.0/0",
        "::/0",
        "127.0.0.1/32",
        "::1/128",
        "localhost",
        "10.0.0.0/8",
        "10.0.0.0/9",
        "10.128.0.0/9",
        "10.0.0.1/32",
        "10.0.0.0 255.0.255.0",
        "samenet",
      ),
      fc.constantFrom("md5", "md5", "reject", "trust"),
    )
    .map((columns) => columns.join(" ")),
});
const line = fc.oneof(
  { weight: 8, arbitrary: related },
  fc.constantFrom("", "# comment", "host all", "host all all \\", "include other.conf"),
);

test("what is reported as never reached is never the first match of any connection", async () => {
  let reported = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(related, { minLength: 10, maxLength: 20 }), async (lines) => {
      const effective = lines.filter((text) => !text.endsWith("nonsense"));
      const found = await open(effective.join("\n")).found();
      const matched = new Set<number>();
      const firsts = effective.map((text) => {
        const left = [...matchedBy(text)].filter((one) => !matched.has(one));
        for (const one of left) matched.add(one);
        return left.length;
      });
      for (const { rule, line: number, related, message } of found) {
        if (rule !== "hba-rule-unreachable") continue;
        reported++;
        expect(firsts[number], effective[number]).toBe(0);
        const last = related?.[0]?.place.line ?? -1;
        const first = message.includes("records above it") ? 0 : last;
        const others = effective.slice(Math.max(first, 0), last + 1);
        const other = new Set(others.flatMap((text) => [...matchedBy(text)]));
        expect([...matchedBy(effective[number] ?? "")].every((one) => other.has(one))).toBe(true);
      }
    }),
    { numRuns: 80 },
  );
  expect(reported).toBeGreaterThan(60);
});

test("a record that lets in clear text is reported only if it takes some without TLS that the other takes with it", async () => {
  let reported = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(related, { minLength: 10, maxLength: 20 }), async (lines) => {
      const effective = lines.filter((text) => !text.endsWith("nonsense"));
      for (const { rule, line: number, related } of await open(effective.join("\n")).found()) {
        if (rule !== "hba-cleartext-gap") continue;
        reported++;
        const other = effective[related?.[0]?.place.line ?? -1] ?? "";
        expect(other).toMatch(/^hostssl /);
        expect(effective[number]).not.toMatch(/reject$|127\.0\.0\.1|::1\/128|samehost/);
        expect(related?.[0]?.place.line).toBeLessThan(number);
        const inBoth = connections.filter(
          (one) =>
            one.kind === "plain" &&
            matches(effective[number] ?? "", one) &&
            matches(other, { ...one, kind: "tls" }),
        );
        expect(inBoth, `${other}\n${effective[number]}`).not.toEqual([]);
      }
    }),
    { numRuns: 80 },
  );
  expect(reported).toBeGreaterThan(20);
});

const edit = fc.record({
  at: fc.nat(12),
  removed: fc.nat(2),
  added: fc.array(line, { maxLength: 2 }),
  typed: fc.option(
    fc.record({
      character: fc.nat(50),
      text: fc.constantFrom("", "", "x", " ", "#", "\\", ",all", "/8", "\n"),
    }),
  ),
});

test("after any edits the findings are those of a fresh reading", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.array(edit, { maxLength: 6 }),
      async (lines, edits) => {
        const { document, found } = open(lines.join("\n"));
        for (const { at, removed, added, typed } of edits) {
          const range =
            typed === null
              ? { start: { line: at, character: 0 }, end: { line: at + removed, character: 0 } }
              : {
                  start: { line: at, character: typed.character },
                  end: { line: at, character: typed.character + removed },
                };
          const text = typed?.text ?? added.map((one) => `${one}\n`).join("");
          document.update([{ range, text }], document.version + 1);
          if (removed === 1 && added.length === 1) continue; // the next edit comes before anybody looks
          expect(await found()).toEqual(await open(document.text).found());
        }
        expect(await found()).toEqual(await open(document.text).found());
      },
    ),
    { numRuns: 300 },
  );
});

test("two edits at once, the second above the first", async () => {
  const { document, found } = open("#\n#\n#\n#\nlocal all all peer\nlocal a all md5\nlocal a a md5\n");
  expect(await found()).toHaveLength(2);
  const name = { start: { line: 4, character: 6 }, end: { line: 4, character: 9 } };
  const above = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  document.update(
    [
      { range: name, text: "b" },
      { range: above, text: "" },
    ],
    2,
  );
  expect(document.text).toBe("#\nlocal b all peer\nlocal a all md5\nlocal a a md5\n");
  expect(await found()).toHaveLength(1);
});

test("lists and networks by the ten thousand are reported in time that grows no faster than they do", async () => {
  const many = (line: (index: number) => string) =>
    Array.from({ length: 10_000 }, (_, index) => line(index)).join("\n");
  const network = (index: number) => `10.${index >> 8}.${index & 255}.0/24`;
  const texts = [
    many((index) => `${index % 2 ? "host" : "hostssl"} all all ${network(index)} md5`),
    many((index) => `host all a,user_${index} 10.0.0.0/8 md5`),
    `${many((index) => `host all all 10.0.${index & 255}.0 255.${index & 255}.${index >> 8}.255 md5`)}`,
  ];
  const start = process.cpuUsage();
  for (const text of texts) await open(text).found();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(5000);
});

describe("what is reported of whole files", () => {
  test.each<[string, string, string[]]>([
    ["names are equal with regard to case", "local a all peer\nlocal A all peer", []],
    ["a list in another order", "local a,b x,y peer\nlocal b,a y,x peer", ["2 rule-unreachable 1"]],
    [
      "a keyword in quotation marks is a name",
      'local all all peer\nlocal "replication" all peer',
      ["2 rule-unreachable 1"],
    ],
    ["all is no replication", "local all all peer\nlocal all,replication all peer", []],
    [
      "both spellings of a keyword",
      "local samerole all peer\nlocal samegroup all peer",
      ["2 rule-unreachable 1"],
    ],
    [
      "a role and a group",
      "local all +a peer\nlocal all a peer\nlocal all +a peer",
      ["3 rule-unreachable 1"],
    ],
    [
      "patterns came with 16",
      "# pgssl: version=15\nlocal all /a peer\nlocal all /a peer",
      ["3 rule-unreachable 2"],
    ],
    [
      "host names",
      "host all all A.example.org md5\nhost all all a.example.org md5",
      ["2 rule-unreachable 1"],
    ],
    ["host bits", "host all all 10.1.2.3/8 md5\nhost all all 10.9.9.9/32 md5", ["2 rule-unreachable 1"]],
    [
      "a mask and a length",
      "host all all 10.0.0.0 255.0.0.0 md5\nhost all all 10.0.0.0/8 md5",
      ["2 rule-unreachable 1"],
    ],
    [
      "the first of several",
      "local all all peer\nlocal a all peer\nlocal a b peer",
      ["2 rule-unreachable 1", "3 rule-unreachable 1"],
    ],
    [
      "IPv6",
      "host all all fe80::/10 md5\nhost all all fe80:1::/32 md5\nhost all all ff80::/32 md5",
      ["2 rule-unreachable 1"],
    ],
    [
      "mapped addresses are IPv6",
      "host all all 0.0.0.0/0 md5\nhost all all ::ffff:1.2.3.4/128 md5\nhost all all ::/0 md5",
      [],
    ],
    ["a line that the server refuses hides nothing", "local all all pear\nlocal all all peer", []],
    ["a list that is not known may be anything", "local all @nobody peer\nlocal all alice peer", []],
    [
      "a suppressed line",
      "local all all peer\n# pgssl-disable-next-line hba-rule-unreachable\nlocal all all md5",
      [],
    ],
    ["no TLS, no gap", "hostnossl all all 10.0.0.0/8 md5\nhost all all 10.0.0.0/8 md5", []],
    [
      "a rejected part",
      "hostssl all all 10.0.0.0/8 md5\nhostnossl all all 10.0.0.0/8 reject\nhost all all 10.0.0.0/7 md5",
      [],
    ],
    [
      "the second record for TLS",
      "hostssl a all all md5\nhostssl b all all md5\nhost b all all md5",
      ["3 cleartext-gap 2"],
    ],
    [
      "included files may hold what is missing",
      "hostssl all all 0.0.0.0/0 md5\ninclude other.conf\nhost all all 0.0.0.0/0 md5",
      [],
    ],
    ["twins may be split by type", "hostssl all all 127.0.0.1/32 md5\nhost all all ::1/128 md5", []],
    [
      "a twin of another role is none",
      "host all a 127.0.0.1/32 md5\nhost all b ::1/128 md5",
      ["1 ipv6-missing"],
    ],
    [
      "what is never reached has no twin",
      "host all all 0.0.0.0/0 md5\nhost all all ::/0 md5\nhost all a 0.0.0.0/0 md5",
      ["3 rule-unreachable 1"],
    ],
  ])("%s", async (_, text, expected) => {
    expect(await shown(text)).toEqual(expected);
  });

  test("ssl = off makes a gap of no interest", async () => {
    const hba = "hostssl all all all md5\nhost all all all md5\n";
    const { findings } = openFiles({ "postgresql.conf": "ssl = off\n", "pg_hba.conf": hba });
    expect((await findings("pg_hba.conf")).map(({ rule }) => rule)).not.toContain("hba-cleartext-gap");
  });
});

describe("ways out", () => {
  test.each<[string, number, string[]]>([
    [
      "local all all peer\nlocal a b md5 # c\n",
      1,
      ["local a b md5 # c\nlocal all all peer\n", "local all all peer\n"],
    ],
    [
      "local all all peer\r\nlocal a b md5",
      1,
      ["local a b md5\r\nlocal all all peer\r\n", "local all all peer\r\n"],
    ],
    [
      "local all all peer\nlocal a b md5 \\",
      1,
      ["local a b md5 \\\n\nlocal all all peer\n", "local all all peer\n"],
    ],
    [
      "hostssl all all all md5\r\nhost all all 10.0.0.0/8 md5",
      1,
      [
        "hostssl all all all md5\r\nhostssl all all 10.0.0.0/8 md5",
        "hostssl all all all md5\r\nhostnossl all all 10.0.0.0/8 reject\r\nhost all all 10.0.0.0/8 md5",
      ],
    ],
    [
      "host all all 127.0.0.1/32 trust \\\n",
      0,
      ["host all all 127.0.0.1/32 trust \\\n\nhost all all ::1/128      trust\n"],
    ],
    [
      "hostssl all all all md5\nhost all all 10.0.0.0/8 md5",
      1,
      [
        "hostssl all all all md5\nhostssl all all 10.0.0.0/8 md5",
        "hostssl all all all md5\nhostnossl all all 10.0.0.0/8 reject\nhost all all 10.0.0.0/8 md5",
      ],
    ],
    [
      "host all all 127.0.0.1/32 trust # x\r\n",
      0,
      ["host all all 127.0.0.1/32 trust # x\r\nhost all all ::1/128      trust\r\n"],
    ],
    [
      "hostssl all all 0.0.0.0 0.0.0.0 md5 clientcert=verify-ca",
      0,
      [
        "hostssl all all 0.0.0.0 0.0.0.0 md5 clientcert=verify-ca\nhostssl all all ::/0            md5 clientcert=verify-ca",
      ],
    ],
  ])("of %j", async (text, number, expected) => {
    const { service } = open(text);
    const fixes = (await service.fixes(uri, number, number)).filter(({ diagnostic }) =>
      orderRules.has(diagnostic.rule),
    );
    expect(fixes.map(({ edits = [] }) => applyEdits(splitLines(text), edits))).toEqual(expected);
  });
});
