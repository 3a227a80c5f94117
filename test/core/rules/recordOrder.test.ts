import { describe, expect, test } from "vitest";
import { openFiles } from "../../support/openService.ts";
import { openRecords } from "../../support/orderFindings.ts";

/** `line rule`, with the line of the other record; lines from 1. */
async function shown(text: string): Promise<string[]> {
  return (await openRecords(text).found()).map(({ line, rule, related }) => {
    const other = related?.[0]?.place.line;
    return `${line + 1} ${rule.replace("hba-", "")}${other === undefined ? "" : ` ${other + 1}`}`;
  });
}

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
