import { describe, expect, it, test } from "vitest";
import { cInteger } from "../../../server/src/core/syntax/hba/cInteger.ts";
import { readCommaList, readPathList } from "../../../server/src/core/syntax/hba/commaList.ts";
import { readLdapUrl } from "../../../server/src/core/syntax/hba/ldapUrl.ts";

describe("LDAP URLs as OpenLDAP reads them", () => {
  it.each([
    ["ldap://h", ""],
    ["ldap://h/", "base"],
    ["LDAPS://h:636/dc=x", "base"],
    ["<URL:ldap://h/dc=x>", "base"],
    ["ldap:///dc=x", "base"],
    ["ldap://h/dc=x?uid", "base attribute"],
    ["ldap://h/dc=x?uid,cn?SUB", "base attribute"],
    ["ldap://h/dc=x??one?(a=b)", "base filter"],
    ["ldap://h/dc=x?uid??(a=b)?x", "base attribute filter"],
    ["ldap://[::1]:389/dc=x", "base"],
    ["ldap://h:+389/", "base"],
    ["ldap://h?dc=x", ""],
    ["ldap://h/%zz", "base"],
  ])("%s", (text, expected) => {
    const url = readLdapUrl(text);
    if (url.problem) throw new Error(url.problem);
    const parts = [url.hasBase && "base", url.hasAttribute && "attribute", url.hasFilter && "filter"];
    expect(parts.filter(Boolean).join(" ")).toBe(expected);
  });

  it.each([
    ["", "scheme"],
    ["foo", "scheme"],
    ["ldapi://h/dc=x", "scheme"],
    ["ldap:/h", "scheme"],
    ["<ldap://h/", "enclosure"],
    ["ldap://h:/", "port"],
    ["ldap://h:x/", "port"],
    ["ldap://::1/", "port"],
    ["ldap://[::1/", "host"],
    ["ldap://[::1]x:1/", "host"],
    ["ldap://h/dc=x?,", "attributes"],
    ["ldap://h/dc=x?uid?all", "scope"],
    ["ldap://h/dc=x?uid?sub?%zz", "filter"],
    ["ldap://h/dc=x????", "extensions"],
    ["ldap://h/dc=x????x?", "question-marks"],
  ])("%s is refused", (text, problem) => {
    expect(readLdapUrl(text).problem).toBe(problem);
  });
});

describe("lists", () => {
  it.each([
    ["", []],
    ["  ", []],
    ["a", ["a"]],
    [" a , b ", ["a", "b"]],
    ['"a b","c""d"', ["a b", 'c"d']],
    ['""', [""]],
    ["a,", undefined],
    [",a", undefined],
    ["a b", undefined],
    ['"a', undefined],
    ['"a"b', undefined],
  ])("%j", (text, items) => {
    expect(readCommaList(text)).toEqual(items);
  });

  test("of paths: blanks inside an item, and clean paths", () => {
    expect(readPathList('my lib , /a//b/./c/, x/../y,"q"')).toEqual(["my lib", "/a/b/c", "y", "q"]);
    expect(readPathList("a,,b")).toBeUndefined();
  });
});

test("atoi", () => {
  const read = [
    "389",
    "389x",
    "x",
    "",
    "0x10",
    "-5",
    "+7",
    " 8",
    "4294967296",
    "99999999999999999999",
    "-99999999999999999999",
  ];
  expect(read.map(cInteger)).toEqual([389, 389, 0, 0, 0, -5, 7, 8, 0, -1, 0]);
});
