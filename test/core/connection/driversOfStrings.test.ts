import { describe, expect, test } from "vitest";
import { openHost } from "../../support/openHost.ts";
import { takeMark } from "../../support/openService.ts";

describe("what drivers make of a string", () => {
  test.each([
    [
      "A=jdbc:postgresql://h/d?ssl|mode=require\n",
      ["JDBC (pgjdbc) 42.2.5 and later", "encrypted, certificate not verified:"],
    ],
    [
      "A=jdbc:postgresql://h/d?sslmode=veri|fy-full\n",
      ["certificate and host name verified; needs a root certificate: JDBC"],
    ],
    [
      "A=postgresql+asyncpg://h/d?ssl=re|quire\n",
      [
        "encrypted, certificate not verified; with a root certificate: certificate verified, host name not: asyncpg 0.25",
      ],
    ],
    [
      "A=postgres://h/d?sslmode=re|quire\n",
      [
        "In a driver that reads such a string",
        "certificate and host name verified: node-postgres (pg) 8.3 and later",
        "not encrypted: node-postgres (pg) 7.0",
      ],
    ],
    ["A=postg|res://h/d\n", ["not encrypted: node-postgres", "encrypted if the server offers it"]],
    [
      "A=jdbc:postgres|ql://h/d?sslmode=verify-full\n",
      ["certificate and host name verified; needs a root certificate: JDBC (pgjdbc)"],
    ],
    [
      "A=postgres://h/d?sslmode=re|quire&sslrootcert=/r\n",
      ["encrypted, certificate verified, host name not: psycopg2"],
    ],
    [
      "A=postgres://h/d?connection_limit=5&sslmode=verify|-full\n",
      ["encrypted if the server offers it, certificate not verified: Prisma's engine up to 6"],
    ],
  ])("hover: %j", async (marked, expected) => {
    const { text, position } = takeMark(marked);
    const { service, uri } = openHost(".env", text);
    const markdown = (await service.hover(uri, position))?.markdown.replaceAll("\\", "") ?? "";
    for (const words of expected) expect(markdown).toContain(words);
  });

  test.each([
    ["A=jdbc:postgresql://h/d?sslmode=prefer&sslrootcert=/r\n", ["prefer: connection-driver-unverified"]],
    ["A=jdbc:postgresql://h/d?sslmode=disable&sslrootcert=/r\n", []],
    ["A=postgres://h/d?sslmode=verify-ca&sslaccept=strict\n", []],
    [
      "A=postgres://h/d?sslmode=require&sslidentity=c.p12&sslcert=ca.pem\n",
      ["require: connection-driver-unverified"],
    ],
    ["A=postgresql+asyncpg://h/d?sslmode=require\n", ["sslmode: connection-driver-option"]],
    ["A=postgresql+psycopg://h/d?sslmode=verfy-full\n", ["verfy-full: connection-value-invalid"]],
    ["A=postgresql+asyncpg://h/d?ssl=require&prepared_statement_cache_size=0\n", []],
  ])("findings: %j", async (text, expected) => {
    expect(await openHost(".env", text).shown()).toEqual(expected);
  });
});
