import { describe, expect, test } from "vitest";
import { findStrings } from "../../../server/src/core/carriers/strings/findStrings.ts";
import { readNpgsqlString } from "../../../server/src/core/syntax/connection/readNpgsqlString.ts";
import { openHost } from "../../support/openHost.ts";
import { takeMark } from "../../support/openService.ts";

describe("a string of Npgsql", () => {
  test.each([
    ["Host=db;Port=5432", ["Host", "db", "Port", "5432"]],
    [" Host = db ; SSL Mode = VerifyFull ;", ["Host", "db", "SSL Mode", "VerifyFull"]],
    ['Password="a;b""c";Host=x', ["Password", 'a;b"c', "Host", "x"]],
    ["Password='a=''b';Host=x", ["Password", "a='b", "Host", "x"]],
    ["Password='open;Host=x", ["Password", "'open", "Host", "x"]],
    ["Host=;x;Port=1", ["Host", "", "Port", "1"]],
    ["Host", []],
  ])("%j", (text, expected) => {
    expect(readNpgsqlString(text).flatMap(({ name, value }) => [name, value])).toEqual(expected);
  });

  test.each([
    ["Host=db;Database=app", true],
    ["host=db;username=app;password=x", true],
    ["Host=db;Port=3306;Database=app", false],
    ["Server=db;Database=app;User Id=a;TrustServerCertificate=true", false],
    ["Host=db;Database=app;SslCa=x", false],
    ["host=db;user=a;sslmode=requre", false],
    ["Host=db", false],
  ])("%j is one: %j", async (text, expected) => {
    const found = await findStrings(`A=${text}\n`, "dotenv");
    expect(found.map(({ driver }) => driver)).toEqual(expected ? ["npgsql"] : []);
  });
});

const text = "Host=db;Database=app;SSL Mode=verify-full";

describe("where it is found", () => {
  test.each([
    [".env", `ConnectionStrings__Default="${text}"\n`],
    ["values.yaml", `env:\n- name: ConnectionStrings__Default\n  value: ${text}\n`],
    ["appsettings.json", `// "a" of\n{ "ConnectionStrings": { "Default": "${text}" /* " */ } }\n`],
    ["appsettings.Development.json", `{ "A": "Password=\\u0022x\\u0022;${text}" }\n`],
  ])("%s", async (path, content) => {
    expect(await openHost(path, content).shown()).toEqual(["verify-full: connection-driver-option"]);
  });

  test.each([
    ["spring.datasource.url=jdbc:postgresql://db/app?sslmode=verfy-full\n", ["verfy-full"]],
    ["spring.datasource.url: jdbc\\:postgresql\\://db/app?sslmode\\=verfy-full\n", ["verfy-full"]],
    ["a=b\nurl = jdbc:postgresql://db/app\\\n   ?sslmode=verfy-full\n", ["verfy-full"]],
    ["# url=jdbc:postgresql://db/app?sslmode=verfy-full\n", []],
  ])("application.properties: %j", async (content, expected) => {
    const shown = await openHost("application.properties", content).shown();
    expect(shown).toEqual(expected.map((word) => `${word}: connection-value-invalid`));
  });
});

test.each([
  ["A=Host=db;Database=app;SSL Mode=Req|uire", "Npgsql 6.0 to 7.0"],
  ["A=Host=db;Database=app;ssl|mode=verifyfull", "certificate and host name verified: Npgsql 6.0 to 7.0"],
  [
    "A=Host=db;Database=app;SSL Mode=Require;Trust Server Certificate=tr|ue",
    "not verified: Npgsql 3.2 to 5.0",
  ],
  ["A=Host=db;Database=app;SSL Mode=Require;Pass|word=x", undefined],
])("hover: %j", async (marked, expected) => {
  const { text, position } = takeMark(`${marked}\n`);
  const { service, uri } = openHost(".env", text);
  const markdown = (await service.hover(uri, position))?.markdown;
  if (expected === undefined) expect(markdown).toBeUndefined();
  else expect(markdown).toContain(expected);
});

test.each([
  ["Host=db;Database=app;SSL Mode=|", ["Disable", "Allow", "Prefer", "Require", "VerifyCA", "VerifyFull"]],
  ["Host=db;Database=app;channelbinding=R|x;Port=1", ["Disable", "Prefer", "Require"]],
  ["Host=db;DB=app;User Id=x;Password=y;Port=1;Passfile=z;SslMode=Allow;SSL P|", ["SSL Password"]],
])("completion: %j", async (marked, expected) => {
  const { text, position } = takeMark(`A=${marked}\n`);
  const { service, uri } = openHost(".env", text);
  const list = await service.complete(uri, position);
  expect(list?.items.map(({ label }) => label)).toEqual(expect.arrayContaining(expected));
  expect(list?.items.map(({ label }) => label)).not.toContain("Host");
});

test("a password in a file that all can read is reported, and appears in no message", async () => {
  const { service, uri } = openHost(".env", "A=Host=db;Database=app;PWD=s3cret\n", 0o644);
  const found = (await service.diagnose(uri)) ?? [];
  expect(found.map(({ rule }) => rule)).toEqual(["connection-secret-exposed"]);
  expect(JSON.stringify(found)).not.toContain("s3cret");
});
