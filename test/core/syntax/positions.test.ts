import { describe, expect, it, test } from "vitest";
import { scanAuthLine } from "../../../server/src/core/syntax/authLine.ts";
import { hbaAt, readHbaRecord } from "../../../server/src/core/syntax/hba/readHbaRecord.ts";
import { hostsAt, readHostsRecord } from "../../../server/src/core/syntax/hosts/readHostsRecord.ts";
import { identAt, readIdentRecord } from "../../../server/src/core/syntax/ident/readIdentRecord.ts";
import { authContext } from "../../support/authContext.ts";

/** A text with `|` where the cursor is. */
function place(marked: string) {
  const offset = marked.indexOf("|");
  return { offset, line: scanAuthLine([marked.replace("|", "")], 0, 19) };
}

describe("where a cursor is in a line of pg_hba.conf", () => {
  it.each([
    ["|", "type 0"],
    ["lo|cal", "type 0 local"],
    ["local |", "database 0"],
    ["local a,|", "database 1"],
    ["local a, |b", "database 1 b"],
    ["local a,  | b x", "database 1"],
    ["local a ,|", "user 0"],
    ["local @names |", "user 0"],
    ["local all all |", "method 0"],
    ["local all all pe|er", "method 0 peer"],
    ["host all all |", "address 0"],
    ["host all all 10.0.0.0|", "address 0 10.0.0.0"],
    ["host all all 10.0.0.0 |", "mask 0"],
    ["host all all 10.0.0.0 255.0.0.0 |", "method 0"],
    ["host all all 10.0.0.0/8 |", "method 0"],
    ["host all all db.example.com |", "method 0"],
    ["host all all fe80::1%eth0 |", "method 0"],
    ["host all all fe80::1%eth0 ffff:: |", "method 0"],
    ["host all all |all md5", "address 0 all"],
    ["host all all | all md5", "address 0"],
    ["local all all peer |", "option 0 name"],
    ["local all all peer ma|p=x", "option 0 name map=x map=x"],
    ["local all all peer map=|", "option 0 value map= map="],
    ["local all all peer map=x,ma|", "option 1 name ma ma"],
    ["local all all peer map=x,map=y map=|z", "option 2 value map=z map=z"],
    ["include |", "include 0"],
    ["include a|", "include 0 a"],
    ["include a |", "user 0"],
    ['local all "al|', "user 0 al"],
  ])("%s", (marked, expected) => {
    const { line, offset } = place(marked);
    const at = hbaAt(readHbaRecord(line, authContext()), offset);
    const option =
      at?.option && (at.option.value === undefined ? at.option.name : `${at.option.name}=${at.option.value}`);
    expect(
      [at?.column, at?.index, at?.optionPart, at?.token?.text, option]
        .filter((part) => part !== undefined)
        .join(" "),
    ).toBe(expected);
  });

  test("nowhere inside a comment", () => {
    const { line, offset } = place("local all all peer # m|ap");
    expect(hbaAt(readHbaRecord(line, authContext()), offset)).toBeUndefined();
  });
});

test("the columns of pg_ident.conf and pg_hosts.conf, one after another", () => {
  const columnsOf = <At>(text: string, at: (offset: number) => At | undefined) =>
    [...text.matchAll(/\S+/g)].map(({ index }) => at(index));
  const ident = "map system database extra";
  const identRecord = readIdentRecord(scanAuthLine([ident], 0, 19), authContext());
  expect(columnsOf(ident, (offset) => identAt(identRecord, offset)?.column)).toEqual([
    "map",
    "systemUser",
    "databaseUser",
    "extra",
  ]);
  const hosts = "a crt key ca command on extra";
  const hostsRecord = readHostsRecord(scanAuthLine([hosts], 0, 19), authContext());
  expect(columnsOf(hosts, (offset) => hostsAt(hostsRecord, offset)?.column)).toEqual([
    "hostNames",
    "certificate",
    "key",
    "certificateAuthority",
    "passphraseCommand",
    "reloadFlag",
    "extra",
  ]);
});

describe("columns of a record", () => {
  const files = { three: "a b c", empty: "", closed: null };
  it.each([
    ["local db role peer map=m", "local db role - - peer map"],
    ["host db role 10.1 255 md5", "host db role 10.1 255 md5"],
    ["host db role 10.1/8 md5 x y=z", "host db role 10.1/8 - md5 x,y"],
    ["host db role all md5", "host db role all - md5"],
    ["host @empty db role all md5", "host db role all - md5"],
    ["host @three role all md5", "host a,b,c role all - md5"],
    ["host @closed @closed all md5", "host @closed @closed all - md5"],
    ["host db role all @closed x", "host db role all - -"],
    ["include other", "- - - - - -"],
    ["local db", "local db - - - -"],
  ])("%s", (text, expected) => {
    const record = readHbaRecord(scanAuthLine([text], 0, 18), authContext({ files }));
    const columns = [record.type, record.database, record.user, record.address, record.mask, record.method];
    const words = columns.map((field) => field?.tokens.map((token) => token.text).join(",") ?? "-");
    const options = record.options.map(({ name }) => name).join(",");
    expect([...words, ...(options ? [options] : [])].join(" ")).toBe(expected);
  });
});
