import fc from "fast-check";
import { expect, test } from "vitest";
import { recordChecker } from "../../server/src/core/check/recordChecker.ts";
import { readRecord } from "../../server/src/core/cluster/readRecord.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { rules } from "../../server/src/core/rules/index.generated.ts";
import { hbaAt } from "../../server/src/core/syntax/hba/readHbaRecord.ts";
import { hostsAt } from "../../server/src/core/syntax/hosts/readHostsRecord.ts";
import { identAt } from "../../server/src/core/syntax/ident/readIdentRecord.ts";
import { authContext } from "../support/authContext.ts";

const words = fc.constantFrom(
  ...[
    "local",
    "host",
    "hostssl",
    "all",
    "ALL",
    '"all"',
    "db1,db2",
    "@names",
    "@self",
    "@closed",
    "@nowhere",
    "+r",
  ],
  ...[
    "/(",
    '"/^(a)$"',
    "10",
    "10.0.0.1",
    "10.0.0.1/8",
    "::1/129",
    "fe80::1%eth0",
    "samenet",
    "x/8",
    "255.0.255.0",
  ],
  ...[
    "trust",
    "md5",
    "cert",
    "ldap",
    "radius",
    "oauth",
    "peer",
    "scram",
    "gss",
    "map=x",
    "clientcert=1",
    "=",
    "map=",
  ],
  ...[
    "ldapurl=ldap://h",
    "ldapport=x",
    'radiusservers="a,"',
    "issuer=",
    "scope=",
    "validator.=",
    "include",
    "*",
    "\\1",
  ],
  ...[",", '"', "#", "\\", "\\\n", "\0", "\r", "\ufeff", "é", ""],
);
const lines = fc.array(fc.tuple(words, fc.constantFrom(" ", "\t", ",", ", ", " ,", "", "\n")), {
  maxLength: 9,
});
const files = { names: "a, b", self: "@self", closed: null };

test("whatever a line holds, rules and positions have an answer that lies in it", () => {
  fc.assert(
    fc.property(lines, fc.constantFrom(...serverVersions), (parts, version) => {
      const text = splitLines(parts.flat().join(""));
      const context = authContext({
        version,
        files,
        identMaps: ["m"],
        settings: { ssl: "on", ssl_ca_file: "" },
      });
      for (const language of ["pg-hba", "pg-ident", "pg-hosts"] as const) {
        const record = readRecord(language, text, 0, context);
        if (!("line" in record)) throw new Error("not a record of an authentication file");
        const { length } = record.line.text;
        for (const { span, message, rule } of recordChecker(language, text, context, rules)(0)) {
          expect(span.end, rule).toBeGreaterThan(span.start);
          expect(span.start, rule).toBeGreaterThanOrEqual(0);
          expect(span.end, rule).toBeLessThanOrEqual(length);
          expect(message, rule).not.toMatch(/[\0-\x1f]|undefined|\[object/);
        }
        for (let offset = 0; offset <= length; offset++) {
          if ("options" in record) hbaAt(record, offset);
          else if ("map" in record) identAt(record, offset);
          else hostsAt(record, offset);
        }
      }
    }),
    {
      numRuns: 2000,
      examples: [
        // The blank behind the quote belongs to the last word.
        [
          [
            ["local", " "],
            ["local", ", "],
            ['"', " "],
          ],
          13,
        ],
      ],
    },
  );
});
