import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import ICAL from "ical.js";
import { beforeAll, expect, test } from "vitest";
import { expiryFormats } from "../../server/src/cli/expiry/formats.ts";
import { createCertificate, createCrl, createKey } from "../../server/src/pki/create.ts";
import { toPrivateKeyPem } from "../../server/src/pki/privateKeys.ts";
import { toPem } from "../../server/src/pki/toPem.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();
const day = 86_400_000;
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * day + 3_600_000);
const expiry = (...args: string[]) => runCli(["expiry", "--server-version", "18", ...args], { cwd: at(".") });

beforeAll(async () => {
  const [caKey, key] = await Promise.all([createKey("EC P-256"), createKey("EC P-256")]);
  const ca = await createCertificate({
    subject: 'Ex "a\\b", CA; x',
    key: caKey,
    role: "ca",
    notBefore: inDays(-9),
    notAfter: inDays(400),
  });
  const issuer = { certificate: ca, key: caKey };
  const server = async (name: string, days: number) =>
    toPem(
      "CERTIFICATE",
      await createCertificate({
        subject: name,
        key,
        issuer,
        role: "server",
        dnsNames: [`${name}.example.com`],
        notBefore: inDays(-9),
        notAfter: inDays(days),
      }),
    );
  const crl = toPem(
    "X509 CRL",
    await createCrl({ issuer, revoked: [], thisUpdate: inDays(-9), nextUpdate: inDays(5), number: 7 }),
  );
  for (const [name, days] of [
    ["one", 20],
    ["two", -3],
  ] as const) {
    mkdirSync(at("fleet", name), { recursive: true });
    writeFileSync(
      at("fleet", name, "postgresql.conf"),
      `ssl = on\nssl_ca_file = 'ca.crt'\nssl_crl_file = 'root.crl'\n`,
    );
    writeFileSync(at("fleet", name, "PG_VERSION"), "18\n");
    writeFileSync(at("fleet", name, "pg_hba.conf"), "local all all peer\n");
    const certificate = await server(name, days);
    writeFileSync(at("fleet", name, "server.crt"), certificate + certificate);
    writeFileSync(at("fleet", name, "server.key"), await toPrivateKeyPem(key), { mode: 0o600 });
    writeFileSync(at("fleet", name, "ca.crt"), toPem("CERTIFICATE", ca));
    writeFileSync(at("fleet", name, "root.crl"), crl);
  }
});

test("text lists what ends first, with what stops", async () => {
  const { status, output, errors } = await expiry("fleet");
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  const lines = output.trimEnd().split("\n");
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatch(
    /^\d{4}-\d\d-\d\d {2}expired 2 days ago {4}fleet\/two {2}certificate CN=two \(ssl_cert_file, fleet\/two\/server\.crt\): clients that verify the server refuse it$/,
  );
  expect(lines[1]).toMatch(/in 5 days .* CRL .*all client certificates of this CA are refused$/);
  expect(lines[3]).toMatch(/in 20 days .*fleet\/one .*CN=one/);
});

test("JSON is as its schema promises", async () => {
  const schema = JSON.parse(
    readFileSync(join(projectRoot, "server/docs/schemas/expiry.schema.json"), "utf8"),
  );
  const isValid = new Ajv2020({ formats: { "date-time": /^\d{4}(?:-\d\d){2}T\d\d:\d\d:\d\dZ$/ } }).compile(
    schema,
  );
  const value = JSON.parse((await expiry("fleet", "--format", "json")).output);
  expect(isValid(value), JSON.stringify(isValid.errors)).toBe(true);
  expect(value.expiries).toHaveLength(6);
  const ends = execFileSync("openssl", ["x509", "-enddate", "-noout", "-in", at("fleet/two/server.crt")], {
    encoding: "utf8",
  });
  expect(Date.parse(value.expiries[0].ends)).toBe(Date.parse(ends.trim().replace("notAfter=", "")));
});

test.each([
  [["--fail-within", "30"], 1],
  [["--fail-within", "0"], 1],
  [[], 0],
  [["--format", "xml"], 2],
  [["--fail-within", "soon"], 2],
])("%j: exit status %d", async (options, status) => {
  expect((await expiry("fleet", ...options)).status).toBe(status);
});

test("a path that is not there is an error, and the others are listed", async () => {
  const { status, output, errors } = await expiry("nothing", "fleet/one");
  expect({ status, errors }).toEqual({
    status: 2,
    errors: expect.stringContaining("nothing: there is no such file"),
  });
  expect(output).toContain("CN=one");
});

test("the calendar is read by ical.js, with reminders; an event keeps its identity", async () => {
  const { output } = await expiry("fleet", "--format", "icalendar");
  for (const line of output.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const events = new ICAL.Component(ICAL.parse(output))
    .getAllSubcomponents("vevent")
    .map((event) => new ICAL.Event(event));
  expect(events).toHaveLength(6);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(6);
  const [first] = events;
  expect(first?.summary).toBe("certificate CN=two of fleet/two expires");
  expect(Math.abs(((first?.startDate.toUnixTime() ?? 0) * 1000 - inDays(-3).getTime()) / day)).toBeLessThan(
    0.5,
  );
  expect(first?.component.getAllSubcomponents("valarm")).toHaveLength(3);
  const authority = events.find(({ summary }) => summary.includes("Ex "));
  expect(authority?.summary).toContain('Ex "a\\b", CA; x');
  const again = (await expiry("fleet", "--format", "icalendar")).output;
  const identities = (text: string) => text.match(/^UID:.*$/gm);
  expect(identities(again)).toEqual(identities(output));
});

/** What a scraper makes of the text: samples with their labels. */
function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.trimEnd().split("\n")) {
    if (line.startsWith("#")) continue;
    const [, name = "", labels = "", value] =
      /^([a-z_]+)(\{(?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? (\d+)$/.exec(line) ?? [];
    expect(name, line).not.toBe("");
    expect(samples.has(name + labels), line).toBe(false);
    samples.set(name + labels, Number(value));
  }
  return samples;
}

test("the metrics have each series once, escaped, and end as OpenMetrics does", async () => {
  const { output } = await expiry("fleet", "--format", "openmetrics");
  expect(output).toMatch(/\n# EOF\n$/);
  const samples = samplesOf(output);
  expect(samples.size).toBe(7);
  const [[series, value] = ["", 0]] = samples;
  expect(series).toContain(
    'cluster="fleet/two",path="fleet/two/server.crt",setting="ssl_cert_file",name="CN=two"',
  );
  expect(Math.abs((value * 1000 - inDays(-3).getTime()) / day)).toBeLessThan(0.5);
  expect(output).toContain('Ex \\"a\\\\b\\", CA; x');
});

test("nothing found is an empty list in every format", () => {
  const texts = Object.values(expiryFormats).map((format) => format([], 0));
  expect(texts[0]).toBe("");
  expect(JSON.parse(texts[1] ?? "")).toEqual({ expiries: [] });
  expect(texts[2]).toMatch(/^# HELP pgssl_expiry_collected_timestamp_seconds .*\n# TYPE .*\n.* 0\n# EOF\n$/);
  expect(texts[3]).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
});
