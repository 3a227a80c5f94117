import fc from "fast-check";
import { expect, test } from "vitest";
import { connections, matchedBy, matches } from "../support/hbaConnections.ts";
import { openRecords } from "../support/orderFindings.ts";

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
      const found = await openRecords(effective.join("\n")).found();
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
      for (const { rule, line: number, related } of await openRecords(effective.join("\n")).found()) {
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
        const { document, found } = openRecords(lines.join("\n"));
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
          expect(await found()).toEqual(await openRecords(document.text).found());
        }
        expect(await found()).toEqual(await openRecords(document.text).found());
      },
    ),
    { numRuns: 300 },
  );
});

test("two edits at once, the second above the first", async () => {
  const { document, found } = openRecords("#\n#\n#\n#\nlocal all all peer\nlocal a all md5\nlocal a a md5\n");
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
  for (const text of texts) await openRecords(text).found();
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(5000);
});
