import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { splitLines } from "../../../server/src/core/model/lines.ts";
import { hbaUri, openRecords, orderRules } from "../../support/orderFindings.ts";

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
    ["hostssl all all all md5\r\nhostnossl all all 10.0.0.0/8 reject"],
  ],
  [
    "host all all 127.0.0.1/32 trust \\\n",
    0,
    ["host all all 127.0.0.1/32 trust \\\n\nhost all all ::1/128      trust\n"],
  ],
  [
    "hostssl all all all md5\nhost all all 10.0.0.0/8 md5",
    1,
    ["hostssl all all all md5\nhostnossl all all 10.0.0.0/8 reject"],
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
])("the ways out of %j", async (text, number, expected) => {
  const { service } = openRecords(text);
  const fixes = (await service.fixes(hbaUri, number, number)).filter(({ diagnostic }) =>
    orderRules.has(diagnostic.rule),
  );
  expect(fixes.map(({ edits = [] }) => applyEdits(splitLines(text), edits))).toEqual(expected);
});
