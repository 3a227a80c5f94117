import { describe, expect, test } from "vitest";
import { dedent } from "../../support/annotated.ts";
import { openManifest, positionIn } from "../../support/embedded.ts";

/** A manifest with a list of records, written as given. */
const manifest = (pgHba: string, rest = "") => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:16.2${rest}
  postgresql:
${pgHba}
`;

const list = (...items: readonly string[]) =>
  manifest(`    pg_hba:\n${items.map((item) => `      - ${item}`).join("\n")}`);

describe("the record that the operator adds", () => {
  const open = () =>
    openManifest(
      list("hostssl orders orders_app 10.42.0.0/16 scram-sha-256", "hostssl all all 0.0.0.0/0 reject # last"),
    );

  test("is reported at the user's list, with the user's record", async () => {
    const { findings, shown } = open();
    expect(await shown()).toEqual(["pg_hba: hba-cleartext-gap"]);
    const [gap] = await findings();
    expect(gap?.message).toContain('CloudNativePG adds "host all all all scram-sha-256" after your lines');
    expect(gap?.message.length).toBeLessThanOrEqual(140);
    expect(gap?.related?.map(({ place }) => place.line)).toEqual([6]);
  });

  test("loses its effect by a last item", async () => {
    const fixed = await open().fixed(/as the last item/);
    expect(fixed).toMatch(/reject # last\n {6}- hostnossl all all all reject\n$/);
    expect(await openManifest(fixed ?? "").shown()).toEqual([]);
  });

  test("is nothing to report where no record of the user's reserves anything for TLS", async () => {
    expect(await openManifest(list("host all all 10.0.0.0/8 scram-sha-256")).shown()).toEqual([]);
    expect(await openManifest(manifest("    parameters: {}")).shown()).toEqual([]);
  });
});

test.each([
  ["hostssl orders app 10.0.0.0/8 scram", "hostssl orders app 10.0.0.0/8 scram-sha-256"],
  ['"hostssl orders app 10.0.0.0/8 scram"', '"hostssl orders app 10.0.0.0/8 scram-sha-256"'],
  ["'hostssl orders app 10.0.0.0/8 scram'", "'hostssl orders app 10.0.0.0/8 scram-sha-256'"],
])("a fix stays in the scalar's style: %s", async (item, fixed) => {
  const open = openManifest(list(item, "hostnossl all all all reject"));
  expect(await open.shown()).toEqual(["scram: hba-method-unknown"]);
  expect(await open.fixed(/scram-sha-256/)).toBe(open.text.replace(item, fixed));
});

test("a finding says what the operator does with a line that the server refuses", async () => {
  const [found] = await openManifest(list("host all all 10.0.0.0/8 scram")).findings();
  expect(found?.detail).toContain("CloudNativePG writes the line without checking it");
});

test("the version is that of the image; without one only what holds for all is reported", async () => {
  const oauth = "      - hostssl all all all oauth issuer=https://i scope=x validator=v map=m";
  const method = async (image: string) =>
    (
      await openManifest(
        manifest(`    pg_hba:\n${oauth}\n      - hostnossl all all all reject`).replace(
          / {2}imageName.*\n/,
          image,
        ),
      ).shown()
    ).filter((found) => /method/.test(found));
  expect(await method("  imageName: postgresql:17\n")).toEqual(["oauth: hba-method-unknown"]);
  expect(await method("  imageName: postgresql:18.1-system-trixie@sha256:12\n")).toEqual([]);
  expect(await method("")).toEqual([]);
});

test("a word that no version knows is reported without a version", async () => {
  const text = list("host all all 10.0.0.0/8 scram").replace(/ {2}imageName.*\n/, "");
  expect(await openManifest(text).shown()).toEqual(["scram: hba-method-unknown"]);
});

test("paths in the container are not missing", async () => {
  const text = manifest("    parameters:\n      ssl_crl_dir: /etc/ssl/crls\n      shared_buffers: 1GB");
  expect(await openManifest(text).shown()).toEqual([]);
});

test("an address that pods decide is not checked", async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the operator's own syntax
  expect(await openManifest(list('"hostssl a b ${podselector:app} scram"')).shown()).toEqual([]);
});

test("hover and completion answer within the list", async () => {
  const { service, uri, document, text } = openManifest(list("hostssl orders app 10.0.0.0/8 scram-sha-256"));
  const at = text.indexOf("scram-sha-256");
  const hover = await service.hover(uri, positionIn(document, at + 3));
  expect(hover).toMatchObject({ line: 6, span: { start: 38, end: 51 } });
  const proposals = await service.complete(uri, positionIn(document, at + 3));
  expect(proposals?.items.map(({ label }) => label)).toContain("scram-sha-256");
  expect(proposals).toMatchObject({ line: 6, span: { start: 38 } });
});

test("hover explains what is found at the name of the list", async () => {
  const { service, uri, document, text } = openManifest(list("hostssl orders app 10.0.0.0/8 scram-sha-256"));
  const hover = await service.hover(uri, positionIn(document, text.indexOf("pg_hba") + 2));
  expect(hover?.markdown).toMatch(/^`hba-cleartext-gap`: .*sslmode=disable/);
});

test("explain says which of several clusters it is about", async () => {
  const client = { type: "plain", address: "10.1.2.3", user: "bob", database: "orders" } as const;
  const one = dedent(list("hostssl orders app 10.0.0.0/8 scram-sha-256"));
  const reasonIn = async (text: string) => {
    const { service, uri } = openManifest(text);
    return (await service.explain(uri, client))?.reason;
  };
  expect(await reasonIn(one)).toMatch(/^CloudNativePG adds/);
  expect(await reasonIn(`${one}\n---\n${one}`)).toMatch(
    /^For (?:"\w+", )?one of 2 clusters in this file: CloudNativePG adds/,
  );
});

test("explain shows a record of the operator's at the user's list", async () => {
  const { service, uri } = openManifest(list("hostssl all all all reject"));
  const client = {
    type: "plain",
    user: "a",
    database: "a",
    address: "10.1.2.3",
    replication: false,
  } as const;
  const decision = await service.explain(uri, client);
  expect(decision).toMatchObject({ admitted: undefined, stage: "authentication", line: { uri, line: 5 } });
});

test("words in the list have their meaning, those around it have none of ours", async () => {
  const { service, uri, document } = openManifest(list("'hostssl \"orders\" app 10.0.0.0/8 reject'"));
  const tokens = (await service.semanticTokens(uri)) ?? [];
  const words = tokens.map(({ line, span }) => document.lines[line]?.slice(span.start, span.end));
  expect(words).toContain("hostssl");
  expect(words).toContain("reject");
  expect(new Set(tokens.map(({ line }) => line))).toEqual(new Set([6]));
});

test("settings of a map are settings", async () => {
  const text = manifest("    parameters:\n      ssl_min_protocol_version: 'TLSv9'\n      work_memm: 4MB");
  expect(await openManifest(text).shown()).toEqual([
    "TLSv9: conf-choice-invalid",
    "work_memm: conf-setting-unknown",
  ]);
});

test("values of a map are named without the quotes of postgresql.conf", async () => {
  const manifestOf = (value: string) => manifest(`    parameters:\n      ssl_min_protocol_version: ${value}`);
  const { findings, fixed } = openManifest(manifestOf("TLSv1.9"));
  const [finding] = await findings();
  expect(finding?.message).toMatch(/did you mean TLSv1\.3\?$/);
  expect(finding?.detail).toContain("TLSv1, TLSv1.1, TLSv1.2 and TLSv1.3");
  expect(await fixed(/^Change to TLSv1\.3$/)).toBe(`${dedent(manifestOf("TLSv1.3"))}\n`);
});

test("another document of the same kind of file is no business of ours", async () => {
  for (const text of [
    "apiVersion: v1\nkind: Pod",
    "a: 1",
    "apiVersion: postgresql.cnpg.io/v1\nkind: Backup",
    "",
  ])
    expect(await openManifest(text).shown()).toEqual([]);
});

test("edits are followed", async () => {
  const { document, shown } = openManifest(list("hostnossl all all all reject"));
  expect(await shown()).toEqual([]);
  const range = { start: { line: 6, character: 36 }, end: { line: 6, character: 36 } };
  document.update([{ range, text: "x" }], 2);
  expect(await shown()).toEqual(["rejectx: hba-method-unknown"]);
});

test("a certificate needs its CA", async () => {
  const text = (certificates: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  certificates: ${certificates}
`;
  const shown = (certificates: string) => openManifest(text(certificates)).shown();
  expect(await shown("{ serverTLSSecret: a }")).toEqual(["serverTLSSecret: embedded-secret-incomplete"]);
  expect(await shown("{ replicationTLSSecret: a, serverCASecret: b }")).toEqual([
    "replicationTLSSecret: embedded-secret-incomplete",
  ]);
  expect(await shown("{ serverTLSSecret: a, serverCASecret: b }")).toEqual([]);
  expect(await shown('{ serverTLSSecret: "", replicationTLSSecret: "" }')).toEqual([]);
});

test("the outline has the records and settings where they are written, without those of the operator", async () => {
  const { service, uri } = openManifest(
    list("hostssl orders app 10.0.0.0/8 scram-sha-256", "hostnossl all all all reject"),
  );
  const found = (await service.symbols(uri)) ?? [];
  expect(found.map(({ line, lastLine }) => [line, lastLine])).toEqual([
    [6, 6],
    [7, 7],
  ]);
});

test.each([
  ["13.14", "host all all all md5"],
  ["14.1", "host all all all scram-sha-256"],
])("the record that the operator adds for PostgreSQL %s", async (version, record) => {
  const text = list("hostssl all all 0.0.0.0/0 reject").replace("16.2", version);
  const [gap] = await openManifest(text).findings();
  expect(gap?.message).toContain(`CloudNativePG adds "${record}"`);
});

test("EDB's build of the operator is read as well", async () => {
  const text = list("hostssl all all 0.0.0.0/0 reject").replace("cnpg.io", "k8s.enterprisedb.io");
  const open = openManifest(text);
  const [gap] = await open.findings();
  expect(gap?.message).toContain("EDB's operator adds");
  expect(gap?.message.length).toBeLessThanOrEqual(140);
  expect(await openManifest((await open.fixed(/as the last item/)) ?? "").shown()).toEqual([]);
});

test("LDAP comes after the user's records and before the last one", async () => {
  const ldap = `
    ldap:
      server: ldap.example.com
      port: 636
      scheme: ldaps
      bindAsAuth: { prefix: "uid=", suffix: ",dc=example" }`;
  const text = `${list("host all all 10.0.0.0/8 reject")}`.trimEnd();
  const { service, uri } = openManifest(`${text}${ldap}`);
  const decision = await service.explain(uri, {
    type: "ssl",
    user: "a",
    database: "a",
    address: "192.0.2.1",
    replication: false,
  });
  expect(decision).toMatchObject({
    line: { line: 8 },
    reason: expect.stringContaining("binds as uid=a,dc=example at ldaps://ldap.example.com:636"),
  });
});

test("a fixed setting is one whatever it is about", async () => {
  const text = manifest("    parameters: { log_destination: stderr, ssl_crl_file: /x, port: '5433' }");
  expect(await openManifest(text).shown()).toEqual([
    "log_destination: embedded-setting-fixed",
    "ssl_crl_file: embedded-setting-fixed",
    "port: embedded-setting-fixed",
  ]);
});

test("what the operator writes into the resource itself is none of the user's", async () => {
  const parameters = (logging: string) =>
    manifest(`    parameters:
      archive_mode: "on"
      log_destination: csvlog
      log_directory: /controller/log
      log_rotation_age: "0"
      logging_collector: "${logging}"
      shared_preload_libraries: ""
      ssl_min_protocol_version: TLSv1.3`);
  expect(await openManifest(parameters("on")).shown()).toEqual([]);
  expect(await openManifest(parameters("off")).shown()).toEqual([
    "logging_collector: embedded-setting-fixed",
  ]);
});

test("LDAP without a server is refused, and left out of values where it is empty", async () => {
  const ldap = (text: string) => `  postgresql:\n    pg_hba: []\n    ldap: ${text}\n`;
  const kind = "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n";
  expect(await openManifest(`${kind}${ldap("{}")}`).shown()).toEqual(["ldap: embedded-refused"]);
  expect(await openManifest(`cluster:\n${ldap("{}")}`).shown()).toEqual([]);
  expect(await openManifest(`cluster:\n${ldap("{ port: 1 }")}`).shown()).toEqual(["ldap: embedded-refused"]);
});

test.each([
  ["hostssl a b @{podselector:app} md5", ["app"], []],
  ["hostssl a b @{podselector:web} md5", ["app"], ["podSelectorRefs has no web"]],
  ["hostssl a b @{nodeselector:app} md5", ["app"], ["it knows podselector, not nodeselector"]],
  ["hostssl @{podselector:app} b @{podselector:app} md5", ["app"], ["a line may have one reference to pods"]],
])("what the webhook makes of %s", async (item, names, words) => {
  const refs = names.map((name) => `\n    - name: ${name}\n      selector: {}`).join("");
  const text = manifest(
    `    pg_hba: ['${item.replaceAll("@{", "$" + "{")}', hostnossl all all all reject]`,
    `\n  podSelectorRefs:${refs}`,
  );
  const found = await openManifest(text).findings();
  expect(found.map(({ message }) => message)).toEqual(
    words.map((word) => `CloudNativePG refuses the manifest: ${word}.`),
  );
});

test.each([
  "    parameters:\n      ssl_min_protocol_version: {{ .Values.protocol }}",
  '    parameters:\n      ssl_ciphers:\n        - "{{ .Values.ciphers }}"',
  '    parameters: "{{ .Values.parameters }}"',
])("nothing is wrong with settings that a template makes: %s", async (lines) => {
  expect(await openManifest(manifest(lines)).shown()).toEqual([]);
  expect(await openManifest(manifest(lines.replace(/"?\{\{.*/, "[1]"))).shown()).not.toEqual([]);
});
