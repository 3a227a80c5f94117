import { expect, test } from "vitest";
import { leavesNoGroup, wrongGroup } from "../../../server/src/core/x509/groupList.ts";
import { openCluster } from "../../support/openService.ts";
// Whether `SSL_CTX_set1_groups_list` of OpenSSL 3.5.9 and 3.6.5, which are of one mind, takes the list.
import recorded from "../fixtures/groupLists.json" with { type: "json" };
// The same of 3.0.19.
import recorded30 from "../fixtures/groupLists30.json" with { type: "json" };

test("a list of groups is refused by 3.5 when OpenSSL 3.5 refuses it", () => {
  const different = Object.entries(recorded).filter(
    ([list, isAccepted]) => (wrongGroup(list, "3.5") === undefined) !== isAccepted,
  );
  expect(different).toEqual([]);
  expect(Object.keys(recorded).length).toBeGreaterThan(400);
});

test("what 3 refuses, OpenSSL 3.0 refuses: all that 3.5 refuses, and groups of 3.5", () => {
  const accepted = new Map<string, boolean>(Object.entries(recorded30));
  const refused = [...accepted.keys()].filter((list) => wrongGroup(list, "3") !== undefined);
  expect(refused.filter((list) => accepted.get(list))).toEqual([]);
  expect(refused.filter((list) => wrongGroup(list, "3.5") === undefined).length).toBeGreaterThan(5);
  for (const [list, isAccepted] of Object.entries(recorded))
    if (!isAccepted) expect([list, wrongGroup(list, "3")]).not.toEqual([list, undefined]);
});

const all = "-X25519MLKEM768:-X25519:-P-256:-X448:-P-384:-P-521:-ffdhe2048:-ffdhe3072";

// No client of 3.0 or 3.6 came through to a server with 3.6.5 over TLS 1.3 in the first rows, and all in the others.
test.each([
  ["", true],
  [" ", true],
  ["-X25519", true],
  ["X25519:-x25519", true],
  ["P-256:-prime256v1", true],
  [`DEFAULT:${all}`, true],
  ["?bogus:-?bogus", true],
  ["-X25519:X25519", false],
  [`DEFAULT:${all.replace(":-ffdhe3072", "")}`, false],
])("a list of groups: %j leaves none: %s", (list, leavesNone) => {
  expect(leavesNoGroup(list)).toBe(leavesNone);
});

test("a group of tomorrow may be left, and a list that is refused leaves nothing to check", () => {
  expect(leavesNoGroup("?bogus")).toBe(false);
  expect(leavesNoGroup("X25519::-X25519")).toBe(false);
});

test.each([
  ["1.1.1", ["ssl-groups-unknown error start-error"]],
  ["3", ["ssl-groups-empty warning null"]],
  ["3.5", ["ssl-groups-empty error connection-error"]],
] as const)(
  "of a list without a group it is known which OpenSSL %s is sure to do",
  async (openssl, expected) => {
    const files = { "postgresql.conf": "ssl = on\nssl_groups = '-X25519'\n" };
    const found = await openCluster(files, { settings: { openssl } }).findings("postgresql.conf");
    const shown = found.filter(({ rule }) => rule.startsWith("ssl-groups"));
    expect(shown.map(({ rule, severity, serverEffect }) => `${rule} ${severity} ${serverEffect}`)).toEqual(
      expected,
    );
  },
);
