import { expect, test } from "vitest";
import { shellWords } from "../../../server/src/core/carriers/shell/shellWords.ts";
import { openManifest, positionIn } from "../../support/embedded.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";

test.each([
  ["postgres -c ssl=on", ["postgres", "-c", "ssl=on"]],
  [`a 'b c' "d\\"e" f\\ g 'h'i`, ["a", "b c", 'd"e', "f g", "hi"]],
  ["a 'b", undefined],
  ["a $b", undefined],
  ["a '$b'", ["a", "$b"]],
  ["a && b", undefined],
])("the words of %j", (line, words) => {
  const found = shellWords(line);
  expect(found?.map(({ text }) => text)).toEqual(words);
  for (const { text, offsets } of found ?? []) expect(offsets.map((at) => line[at]).join("")).toBe(text);
});

const service = (lines: string) => `
services:
  web:
    image: nginx
  db:
    image: postgres:16-alpine
${lines.replace(/^/gm, "    ")}
`;

test("an image from before all known versions has settings of its own", async () => {
  const text = service("command: postgres -c checkpoint_segments=32 -c ssl_sert_file=a");
  const shown = (image: string) => openManifest(text.replace("postgres:16-alpine", image)).shown();
  expect(await shown("postgres:9.4")).toEqual(["ssl_sert_file: conf-setting-unknown"]);
  expect(await shown("postgres:13")).toHaveLength(2);
});

test.each([
  ["command: postgres -c ssl_min_protocol_version=TLSv1.9", ["TLSv1.9: conf-choice-invalid"]],
  [`command: >-\n  postgres\n  -c "ssl_min_protocol_version=TLSv1.9"`, ["TLSv1.9: conf-choice-invalid"]],
  ["command: [postgres, -c, ssl_min_protocol_version=TLSv1.9]", ["TLSv1.9: conf-choice-invalid"]],
  ["command:\n  - -c\n  - 'ssl_min_protocol_version=TLSv1.9'", ["TLSv1.9: conf-choice-invalid"]],
  ["command: --ssl-min-protocol-version=TLSv1.9", ["TLSv1.9: conf-choice-invalid"]],
  ["command: sh -c 'postgres -c ssl_min_protocol_version=TLSv1.9'", ["TLSv1.9: conf-choice-invalid"]],
  ["command: postgres -c sssl=on", ["sssl: conf-setting-unknown"]],
  [`command: postgres -c ssl_min_protocol_version=\${TLS:-TLSv1.9}`, ["TLSv1.9: conf-choice-invalid"]],
  [`command: [postgres, -c, 'ssl_min_protocol_version=\${TLS:-TLSv1.9}']`, ["TLSv1.9: conf-choice-invalid"]],
  [`command: [postgres, -c, 'ssl_min_protocol_version=\${TLS}']`, []],
  [
    `environment:\n  POSTGRES_HOST_AUTH_METHOD: \${METHOD:-scram-sha-25}`,
    ["scram-sha-25: hba-method-unknown"],
  ],
  [`environment:\n  - POSTGRES_HOST_AUTH_METHOD=\${METHOD-trust}`, ["trust: hba-trust-remote"]],
  [`environment:\n  - POSTGRES_HOST_AUTH_METHOD=\${METHOD?}`, []],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: scram-sha-25", ["scram-sha-25: hba-method-unknown"]],
  ["environment:\n  - POSTGRES_HOST_AUTH_METHOD=scram-sha-25", ["scram-sha-25: hba-method-unknown"]],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: trust", ["trust: hba-trust-remote"]],
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: $METHOD", []],
  ["environment:\n  POSTGRES_PASSWORD: x", []],
  ["command: postgres -c config_file=/etc/postgresql.conf -D /data", []],
])("found in a service of Compose: %s", async (lines, expected) => {
  expect(await openManifest(service(lines)).shown()).toEqual(expected);
});

test("the line that the image appends keeps the server from starting where its method needs TLS", async () => {
  const open = openManifest(
    service("environment:\n  POSTGRES_HOST_AUTH_METHOD: cert clientcert=verify-full"),
  );
  const found = await open.findings();
  expect(found.map(({ rule, severity }) => [rule, severity])).toContainEqual(["hba-method-type", "error"]);
});

test("a fix changes a word of the command", async () => {
  const open = openManifest(service("command: postgres -c ssl=on -c ssl_prefer_server_cipher=on"));
  expect(await open.fixed(/ssl_prefer_server_ciphers/)).toContain(
    "    command: postgres -c ssl=on -c ssl_prefer_server_ciphers=on\n",
  );
});

test.each([
  "volumes:\n  - ./certs:/etc/ssl/db:ro",
  "volumes:\n  - type: bind\n    source: ./certs/\n    target: /etc/ssl/db",
  "volumes:\n  - ./certs/server.crt:/etc/ssl/db/server.crt",
  "volumes:\n  - $PWD/certs:/etc/ssl/db:z",
  `volumes:\n  - \${CERTS:-./certs}:/etc/ssl/db:ro`,
])("a path of the container is the file that is mounted there: %s", async (volumes) => {
  const text = service(
    `command: postgres -c ssl=on -c ssl_cert_file=/etc/ssl/db/server.crt -c ssl_key_file=/etc/ssl/db/server.key\n${volumes}`,
  );
  const open = openManifest(text, { "/repo/certs/server.crt": materialBytes("leaf") });
  expect(await open.shown()).toContain("/etc/ssl/db/server.crt: certificate-chain-incomplete");
  const at = positionIn(open.document, open.text.indexOf("server.crt"));
  const hover = await open.service.hover(open.uri, at);
  expect(hover?.markdown).toContain("/repo/certs/server.crt");
});

test.each([
  [999, 0o600, []],
  [70, 0o600, ["key-file-owner"]],
  [1000, 0o600, ["key-file-owner"]],
  [999, 0o644, ["key-file-permissions"]],
  [0, 0o640, []],
])("a key of user %i with mode %o, as the server in the container sees it", async (owner, mode, expected) => {
  const text = service(
    "command: postgres -c ssl=on -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key\nvolumes:\n  - ./tls:/tls",
  ).replace("-alpine", "");
  const open = openManifest(text, {
    "/repo/tls/a.key": { bytes: materialBytes("leaf-key"), mode, owner },
  });
  const found = (await open.findings()).filter(({ rule }) => rule.startsWith("key-"));
  expect(found.map(({ rule }) => rule)).toEqual(expected);
  expect(found.every(({ severity }) => severity === "warning")).toBe(true);
});

test.each([
  [0, "give it to user 999, then set 0600"],
  [999, "set it to 0640"],
])("a key of root's with group %i is to stay readable for the container's user", async (group, advice) => {
  const text = service(
    "command: postgres -c ssl=on -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key\nvolumes:\n  - ./tls:/tls",
  ).replace("-alpine", "");
  const open = openManifest(text, {
    "/repo/tls/a.key": { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 0, group },
  });
  const found = (await open.findings()).filter(({ rule }) => rule === "key-file-permissions");
  expect(found.map(({ message }) => message)).toEqual([
    `The private key has mode 0644, which lets others access it; ${advice}.`,
  ]);
});

test.each([
  ["user: '1000:1000'", 1000, []],
  ["user: '1000'", 999, ["key-file-owner"]],
  ["user: postgres", 999, []],
  [`user: \${UID}`, 1234, []],
])("a key as the user of the service sees it: %s", async (user, owner, expected) => {
  const text = service(
    `command: postgres -c ssl=on -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key\n${user}\nvolumes:\n  - ./tls:/tls`,
  ).replace("-alpine", "");
  const open = openManifest(text, {
    "/repo/tls/a.key": { bytes: materialBytes("leaf-key"), mode: 0o600, owner },
  });
  expect((await open.findings()).map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"))).toEqual(
    expected,
  );
});

test.each([
  ["secrets: [key]", ["key-file-permissions"]],
  ["secrets:\n  - source: key\n    uid: '999'\n    mode: 0400", []],
])("owner and mode of a secret may be given: %s", async (secrets, expected) => {
  const text = service(`command: postgres -c ssl=on -c ssl_key_file=/run/secrets/key\n${secrets}`).replace(
    "-alpine",
    "",
  );
  const open = openManifest(`${text}secrets:\n  key:\n    file: ./a.key\n`, {
    "/repo/a.key": { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 999 },
  });
  expect((await open.findings()).map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"))).toEqual(
    expected,
  );
});

test("Bitnami's variables name the files of TLS", async () => {
  const open = openManifest(
    `
    services:
      db:
        image: bitnami/postgresql:16
        environment:
          POSTGRESQL_ENABLE_TLS: "yes"
          POSTGRESQL_TLS_CERT_FILE: /certs/server.crt
          POSTGRESQL_TLS_KEY_FILE: /certs/server.key
        volumes:
          - ./certs:/certs
    `,
    {
      "/repo/certs/server.crt": materialBytes("leaf"),
      "/repo/certs/server.key": { bytes: materialBytes("leaf-key"), mode: 0o600, owner: 999 },
    },
  );
  expect(await open.shown()).toEqual(
    expect.arrayContaining([
      "/certs/server.crt: certificate-chain-incomplete",
      "/certs/server.key: key-file-owner",
    ]),
  );
});

test.each([
  ["hba_file", "hostss all all all md5", ["hostss: hba-type-unknown"]],
  ["hba_file", "hostss all $USER all md5", []],
  ["config_file", "sssl = on", ["sssl: conf-setting-unknown"]],
  ["ident_file", "orders", ["orders: ident-column-missing"]],
])("a text under configs is the file of %s", async (setting, text, expected) => {
  const manifest = openManifest(`
services:
  db:
    image: postgres:16
    command: -c ${setting}=/etc/own.conf
    configs: [{ source: own, target: /etc/own.conf }]
configs:
  own:
    content: |
      # ours
      ${text}
`);
  expect(await manifest.shown()).toEqual(expected);
});
