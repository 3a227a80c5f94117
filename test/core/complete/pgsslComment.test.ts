import { expect, test } from "vitest";
import { commentKeys } from "../../../server/src/core/data/commentKeys.ts";
import { check, checkApplied, completions } from "./checkCompletion.ts";

const keys = commentKeys.map(({ name }) => name);
const versions = ["13", "14", "15", "16", "17", "18", "19"];

test.each<[text: string, labels: readonly string[]]>([
  ["# pgssl: |", keys],
  ["#pgssl:|", keys],
  ["# pgssl: ver|", keys],
  ["# pgssl: version=16 |", keys.filter((name) => name !== "version")],
  ["# pgssl: version=|", versions],
  ["# pgssl: build=ssl version = 1|4", versions],
  ["# pgssl: openssl=|", ["1.1.1", "3", "3.5"]],
  ["# pgssl: platform=|", ["posix", "windows"]],
  ["# pgssl: build=ssl,ldap,|", ["gssapi", "pam", "bsd", "sspi", "lz4", "zstd", "liburing"]],
  ["# pgssl: user=|", []],
  ["# pg|", []],
  ["# an ordinary comment |", []],
])("%s", async (text, labels) => {
  for (const language of ["pg-hba", "postgresql-conf"] as const) await check(text, { language }, labels);
});

test("below the top of the file nothing is proposed, since the comment has no effect there", async () => {
  const { list } = await completions("local all all peer\n# pgssl: |");
  expect(list).toBeUndefined();
});

test.each([
  ["# pgssl: ver|", "version", "# pgssl: version="],
  ["# pgssl: ver|=14", "version", "# pgssl: version=14"],
  ["# pgssl: version=1|4 build=ssl", "16", "# pgssl: version=16 build=ssl"],
  ["# pgssl: build=ssl,l|,pam", "ldap", "# pgssl: build=ssl,ldap,pam"],
])("%s with %s becomes %s", (text, label, result) => checkApplied(text, {}, label, result));
