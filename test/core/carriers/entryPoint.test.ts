import { expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openManifest } from "../../support/embedded.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { openFiles } from "../../support/openService.ts";

/** A Compose file with one service. */
const service = (lines: string, version = 17) => `
services:
  db:
    image: postgres:${version}
${lines.replace(/^/gm, "    ")}
`;

/** The methods of the pg_hba.conf that the image makes: for sockets, the loopback addresses, and the line that it appends. */
async function methods(environment: Readonly<Record<string, string>>, options = "", version = 17) {
  const lines = Object.entries(environment).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`);
  const command = `command: postgres -c work_mem=4MB ${options}`;
  const [found] = await embed(service(`environment:\n${lines.join("")}${command}`, version), "yaml");
  const hba = found?.files.find(({ language }) => language === "pg-hba");
  if (hba?.isPartial) return undefined;
  const records = (hba?.text ?? "").split("\n").filter((line) => line.trim() !== "");
  return [0, 1, 6].map((at) =>
    records[at]
      ?.split(/ +/)
      .slice(at === 0 ? 3 : 4)
      .join(" "),
  );
}

// As docker-entrypoint.sh of docker-library/postgres (6edb0a8c) made them with PostgreSQL 17.10.
test.each([
  ["", ["trust", "trust", "scram-sha-256"]],
  ["--auth=scram-sha-256", ["scram-sha-256", "scram-sha-256", "scram-sha-256"]],
  ["--auth-host=scram-sha-256", ["trust", "scram-sha-256", "scram-sha-256"]],
  ["--auth-local=peer --auth-host=md5", ["peer", "md5", "md5"]],
  ["-A md5", ["md5", "md5", "md5"]],
  ["-k -Amd5", ["md5", "md5", "md5"]],
  ["-kA md5", ["md5", "md5", "md5"]],
  ['--auth="md5"', ["md5", "md5", "md5"]],
  ["--data-checksums -A 'scram-sha-256'", ["scram-sha-256", "scram-sha-256", "scram-sha-256"]],
  ["--auth-local md5", ["md5", "trust", "md5"]],
  ["--auth-local=md5 --auth-host=scram-sha-256", ["md5", "scram-sha-256", "scram-sha-256"]],
  ["-A md5 -A trust", ["trust", "trust", "scram-sha-256"]],
  ["--auth-host=md5 --auth-host=trust", ["trust", "trust", "scram-sha-256"]],
  ["--auth-h=md5", ["trust", "md5", "md5"]],
  ["-A ident", ["peer", "ident", "scram-sha-256"]],
  ["-A peer", ["peer", "ident", "scram-sha-256"]],
  ["-E UTF8 --auth-local=scram-sha-256 # x", ["scram-sha-256", "trust", "scram-sha-256"]],
  ["--set password_encryption=md5", ["trust", "trust", "md5"]],
  ["-cpassword_encryption=md5", ["trust", "trust", "md5"]],
  ["-A md5 --set password_encryption=scram-sha-256", ["md5", "md5", "scram-sha-256"]],
  ["--auth=$METHOD", undefined],
])("the records that the image makes with %s", async (options, expected) => {
  expect(await methods({ POSTGRES_INITDB_ARGS: options.replaceAll("$", "$$$$") })).toEqual(expected);
});

test.each([
  [{}, "", 13, "md5"],
  [{}, "", 14, "scram-sha-256"],
  [{ POSTGRES_HOST_AUTH_METHOD: "" }, "", 17, "scram-sha-256"],
  [{ POSTGRES_HOST_AUTH_METHOD: "ident map=x" }, "", 17, "ident map=x"],
  [{}, "-c password_encryption=scram-sha-256", 13, "scram-sha-256"],
  [{}, "--password-encryption=md5", 17, "md5"],
  [{}, "-c password_encryption=md5 -c password_encryption=scram-sha-256", 17, "scram-sha-256"],
  [{ POSTGRES_INITDB_ARGS: "-A scram-sha-256" }, "", 13, "scram-sha-256"],
  [{ POSTGRES_INITDB_ARGS: "-A md5" }, "-c password_encryption=scram-sha-256", 17, "scram-sha-256"],
])("the method of the line that the image appends: %j %s", async (environment, options, version, method) => {
  expect((await methods(environment, options, version))?.at(-1)).toBe(method);
});

test.each([
  ["--set ssl=on", []],
  ["-cssl=on -c ssl-ciphers=HIGH", []],
  ["--set work_mem=4MB", ["hba-hostssl-without-ssl"]],
])("settings that initdb writes: %s", async (options, expected) => {
  const lines = `environment:\n  POSTGRES_INITDB_ARGS: ${options}\nconfigs:\n  - source: hba\n    target: /var/lib/postgresql/data/pg_hba.conf`;
  const text = `${service(lines)}configs:\n  hba:\n    content: |\n      hostssl all all all scram-sha-256\n`;
  const found = await openManifest(text).findings();
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});

test.each([
  ["environment:\n  POSTGRES_HOST_AUTH_METHOD: ''", []],
  [
    "environment:\n  POSTGRES_HOST_AUTH_METHOD: |\n    scram-sha-256\n    hostssl all all all scram-sha-25",
    ["scram-sha-25: hba-method-unknown"],
  ],
])("found in %s", async (lines, expected) => {
  const found = await openManifest(service(lines)).shown();
  expect(found.filter((one) => /method/.test(one))).toEqual(expected);
});

const bad = "-c sssl=on";

test.each([
  [`command: bash -c "exec docker-entrypoint.sh postgres ${bad}"`, true],
  [`command: ["sh", "-c", "chown 999 /k && exec docker-entrypoint.sh postgres ${bad}"]`, true],
  [
    `entrypoint: ["/bin/bash", "-ec"]\ncommand:\n  - |\n    # a key\n    cp /a /b; chmod 600 /b\n    exec gosu postgres postgres ${bad} # all`,
    true,
  ],
  [`entrypoint: sh -c 'docker-entrypoint.sh ${bad}'`, true],
  [`command: ["bash", "-c", "docker-entrypoint.sh postgres \\\\\\n -c ssl=off ${bad}"]`, true],
  [
    `entrypoint: ["bash", "-c", "chmod 600 /k; exec docker-entrypoint.sh \\"$$@\\"", "--"]\ncommand: [postgres, -c, sssl=on]`,
    true,
  ],
  [`entrypoint: /usr/local/bin/wrapper.sh\ncommand: postgres ${bad}`, true],
  [`command: docker-entrypoint.sh bash -c "postgres ${bad}"`, true],
  [`command: sh -c "postgres --version; exec docker-entrypoint.sh postgres ${bad}"`, true],
  [`command: bash -c "exec docker-entrypoint.sh postgres $$OPTIONS ${bad}"`, false],
  [`command: bash -c "echo postgres ${bad}"`, false],
  [`command: bash -c "/start.sh" postgres ${bad}`, false],
  [`command: bash script.sh -c "postgres ${bad}"`, false],
  [`command: psql ${bad}`, false],
  [`entrypoint: /usr/local/bin/wrapper.sh\ncommand: --verbose ${bad}`, false],
])("the arguments of the server in %s", async (command, isFound) => {
  expect(await openManifest(service(command)).shown()).toEqual(isFound ? ["sssl: conf-setting-unknown"] : []);
});

/** The arguments of the server, what is reported of them, and where they can be joined, as what. All were tried with servers 13 and 18. */
test.each([
  ["-c work_mem = 4MB", ["work_mem = 4MB"], "-c work_mem=4MB"],
  ["-c work_mem =4MB", ["work_mem =4MB"], "-c work_mem=4MB"],
  ["-c work_mem= 4MB", ["work_mem= 4MB"], "-c work_mem=4MB"],
  ["-c work_mem 4MB", ["work_mem 4MB"], "-c work_mem=4MB"],
  ["--work-mem 4MB", ["work-mem 4MB"], "--work-mem=4MB"],
  ["--work_mem = 4MB -l", ["work_mem = 4MB"], "--work_mem=4MB -l"],
  ["-lc work_mem", ["work_mem"], undefined],
  ["-c work_mem -l", ["work_mem"], undefined],
  ["-c", ["-c"], undefined],
  ["-p", ["-p"], undefined],
  ["-l on", ["on"], undefined],
  ["postgres", ["postgres"], undefined],
  ["-- -c work_mem=4MB", ["-c", "work_mem=4MB"], undefined],
  ["-x", ["-x"], undefined],
  ["-lx", ["-lx"], undefined],
  ["--work_mem", ["work_mem"], undefined],
  ["-cwork_mem=4MB --temp-buffers=4MB -lc fsync=on -W1 -XS", ["-XS"], undefined],
  ["-n", ["-n"], undefined],
  ["-o x", ["-o"], undefined],
  ["-d 3 -N 10 -B 64 -h * -k /tmp -S 1MB -p 5433 -FsePOTEjb -fs -tpa", [], undefined],
  ["-v 3", ["-v", "3"], undefined],
] as const)("arguments that the server refuses: %s", async (argument, found, expected) => {
  const text = service(`command: postgres ${argument}`);
  const { shown, fixed } = openManifest(text);
  expect(await shown()).toEqual(found.map((word) => `${word}: embedded-argument-refused`));
  if (expected)
    expect((await fixed(/^Join the words/))?.trim()).toBe(text.replace(argument, expected).trim());
});

test.each([
  ["a port that is none", 'command: ["-p", "x"]', ["x: conf-number-invalid"]],
  [
    "words of a list",
    'command: ["postgres", "-c", "ssl", "=", "on"]',
    ['ssl", "=", "on: embedded-argument-refused'],
  ],
  [
    "the setting that is meant",
    "command: postgres -c work_mem = 4XB",
    ["work_mem = 4XB: embedded-argument-refused", "4XB: conf-unit-invalid"],
  ],
  ["an unknown variable", 'command: ["postgres", "-c", "$$A", "$$B"]', []],
  ["a variable of Compose's", `command: ["postgres", "-c", "\${A}", "\${B}"]`, []],
  [
    "the value of an unknown option",
    'command: ["postgres", "$$A", "on", "x"]',
    ["x: embedded-argument-refused"],
  ],
  ["another program of the server's", "command: postgres --version x", []],
  ["a wrapper", "command: wrapper.sh postgres x -c", []],
])("arguments: %s", async (_, lines, expected) => {
  expect(await openManifest(service(lines)).shown()).toEqual(expected);
});

test("options that versions lack", async () => {
  for (const [option, version, isRefused] of [
    ["-n", 15, false],
    ["-n", 16, true],
    ["-o", 13, false],
    ["-o", 14, true],
  ] as const) {
    const found = await openManifest(service(`command: postgres ${option} 1`, version)).findings();
    const refused = found.filter(({ message }) => message.includes(`no option ${option}`));
    expect(refused, `${option} in ${version}`).toHaveLength(isRefused ? 1 : 0);
  }
});

test.each([
  ['-c "work_mem = 4MB"', "work_mem : conf-name-invalid", '-c "work_mem=4MB"'],
  ["-c ' work_mem=4MB'", " work_mem: conf-name-invalid", "-c 'work_mem=4MB'"],
  ['"--work-mem =4MB"', "work-mem : conf-name-invalid", '"--work-mem=4MB"'],
  ['-c "work_mem= 4MB"', undefined, undefined],
])("blanks in the argument %s", async (argument, found, expected) => {
  const text = `command: postgres ${argument}`;
  const { shown, fixed } = openManifest(service(text));
  expect(await shown()).toEqual(found === undefined ? [] : [found]);
  const after = expected && service(text).replace(argument, expected);
  expect((await fixed(/^Remove the blanks/))?.trim()).toBe(after?.trim());
});

test("blanks in the arguments of a Dockerfile", async () => {
  const { service: opened } = openFiles({});
  const uri = "file:///repo/Dockerfile";
  const text = 'FROM postgres:17\nCMD ["postgres", "-c", "work_mem = 4MB"]\n';
  opened.open(new SourceDocument(uri, "dockerfile", 1, text));
  const found = (await opened.diagnose(uri)) ?? [];
  expect(found.map(({ message }) => message)).toEqual([
    "In arguments, blanks are a part of a setting's name; write work_mem= without them.",
  ]);
});

test.each([
  ["echo x", ["key-file-permissions"]],
  ["chown 999:999 /tls/a.key && chmod 600 /tls/a.key", []],
  ["chmod 640 /tls/*", ["key-file-permissions"]],
  ["install -m 600 /tls/a.key /b", []],
])("the key as it is behind %s", async (before, expected) => {
  const lines = `command: bash -c '${before}; exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key'\nvolumes: [./tls:/tls]`;
  const key = { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 999 };
  const found = await openManifest(service(lines), { "/repo/tls/a.key": key }).findings();
  expect(found.map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"))).toEqual(expected);
});

test("what a shell writes into pg_hba.conf is unknown", async () => {
  const environment = "environment:\n  POSTGRES_HOST_AUTH_METHOD: trust\n";
  const command = (before: string) =>
    service(`${environment}command: sh -c "${before}; exec docker-entrypoint.sh postgres -c work_mem=4MB"`);
  expect(await openManifest(command("true")).shown()).toEqual(["trust: hba-trust-remote"]);
  expect(await openManifest(command("sed -i s/a/b/ /x/pg_hba.conf")).shown()).toEqual([]);
});

const content = (text: string) =>
  `${service("configs:\n  - source: hba\n    target: /var/lib/postgresql/data/pg_hba.conf")}configs:\n  hba:\n    content: |\n      local all all peer\n      ${text}\n`;

test.each([
  ['host all "/^app_.*$$" all scram-sha-25', ["scram-sha-25: hba-method-unknown"]],
  [`host all all \${NET:-10.0.0.0/33} scram-sha-256`, ["33: hba-prefix-invalid"]],
  [`host all all \${NET} scram-sha-25`, []],
  [`host all all \${A:-\${B:-10.0.0.0/33}} scram-sha-256`, ["33: hba-prefix-invalid"]],
  [`host all all \${A:-\${B}} scram-sha-25`, []],
])("a config with signs of variables: %s", async (text, expected) => {
  expect(await openManifest(content(text)).shown()).toEqual(expected);
});

test("an image whose tag has a default in another", async () => {
  const text = service("environment:\n  POSTGRES_HOST_AUTH_METHOD: trust").replace(
    "postgres:17",
    `\${IMAGE:-postgres:\${TAG:-16}}`,
  );
  expect(await openManifest(text).shown()).toEqual(["trust: hba-trust-remote"]);
});

test.each([
  ["./init.sh:/docker-entrypoint-initdb.d/init.sh", "sed -i s/trust/md5/ $PGDATA/pg_hba.conf", []],
  ["./init.sh:/docker-entrypoint-initdb.d/init.sh", 'sed -i s/a/b/ "$(psql -c "SHOW hba_file")"', []],
  ["./init.sh:/docker-entrypoint-initdb.d/init.sh", "createdb orders", ["hba-trust-remote"]],
  ["./init.sh:/init.sh", "sed -i s/trust/md5/ $PGDATA/pg_hba.conf", ["hba-trust-remote"]],
  ["./init:/docker-entrypoint-initdb.d:ro", "", ["hba-trust-remote"]],
])("a script that the image runs: %s with %s", async (volume, script, expected) => {
  const lines = `environment:\n  POSTGRES_HOST_AUTH_METHOD: trust\nvolumes: [${volume}]`;
  const found = await openManifest(service(lines), { "/repo/init.sh": script }).findings();
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});

test("a folder of scripts changes no settings of a postgresql.conf that is brought", async () => {
  const folder = "volumes: ['./init:/docker-entrypoint-initdb.d']";
  const file = (name: string) => `  - source: ${name}\n    target: /var/lib/postgresql/data/${name}\n`;
  const text = `${service(`${folder}\nconfigs:\n${file("pg_hba.conf")}${file("postgresql.conf").trimEnd()}`)}configs:
  pg_hba.conf:
    content: hostssl all all all scram-sha-256
  postgresql.conf:
    content: port = 5432
`;
  const found = await openManifest(text, { "/repo/init/x.sh": "" }).findings();
  expect(found.map(({ rule }) => rule)).toEqual(["hba-hostssl-without-ssl"]);
});

test.each([
  ["ALTER SYSTEM SET ssl = on;", "init.sql", []],
  ["create database orders;", "init.sql", ["hba-hostssl-without-ssl"]],
  ["echo ssl=on >> $PGDATA/postgresql.conf", "init.sh", []],
  ["", "", []],
])("settings that %s in %s may change", async (script, name, expected) => {
  const folder = "/docker-entrypoint-initdb.d";
  const volume = name ? `./${name}:${folder}/${name}` : `./init:${folder}`;
  const lines = `volumes: ['${volume}']\nconfigs:\n  - source: hba\n    target: /var/lib/postgresql/data/pg_hba.conf`;
  const text = `${service(lines)}configs:\n  hba:\n    content: |\n      hostssl all all all scram-sha-256\n`;
  const found = await openManifest(text, { [`/repo/${name || "x"}`]: script }).findings();
  expect(found.map(({ rule }) => rule)).toEqual(expected);
});

test.each([
  ["-l -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key", ["key-file-permissions"]],
  ["-il -c ssl_cert_file=/tls/a.crt -c ssl_key_file=/tls/a.key", ["key-file-permissions"]],
  ["-ic sssl=on", ["conf-setting-unknown"]],
  ["-N 50 -B 128MB -csssl=on", ["conf-setting-unknown"]],
  ["-h 127.0.0.1 -- sssl=on", []],
])("the options of postgres: %s", async (options, expected) => {
  const key = { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 999 };
  const text = service(`command: postgres ${options}\nvolumes: [./tls:/tls]`);
  const found = await openManifest(text, { "/repo/tls/a.key": key }).findings();
  expect(found.map(({ rule }) => rule).filter((rule) => /key-|unknown/.test(rule))).toEqual(expected);
});

test.each([
  [1001, 0o644, "certs:/certs", []],
  [0, 0o644, "certs:/certs", ["key-file-permissions"]],
  [1001, 0o644, "certs/server.key:/certs/server.key", []],
  [999, 0o600, "certs:/certs", ["key-file-owner"]],
])(
  "Bitnami's entry point gives a key of user %i with mode %o the mode 0600",
  async (owner, mode, volume, expected) => {
    const lines = `environment:\n  POSTGRESQL_ENABLE_TLS: "yes"\n  POSTGRESQL_TLS_CERT_FILE: /certs/server.crt\n  POSTGRESQL_TLS_KEY_FILE: /certs/server.key\nvolumes: ['./${volume}']`;
    const text = service(lines).replace("postgres:17", "bitnami/postgresql:17");
    const key = { bytes: materialBytes("leaf-key"), mode, owner };
    const found = await openManifest(text, { "/repo/certs/server.key": key }).findings();
    expect(found.map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"))).toEqual(expected);
  },
);

test.each([
  ["POSTGRES", "certs:/certs", ["key-file-permissions"]],
  ["POSTGRESQL", "own.conf:/bitnami/postgresql/conf/postgresql.conf', './certs:/certs", []],
])("variables of Bitnami's entry point: %s with %s", async (prefix, volumes, expected) => {
  const lines = `environment:\n  ${prefix}_ENABLE_TLS: "1"\n  ${prefix}_TLS_KEY_FILE: /certs/server.key\nvolumes: ['./${volumes}']`;
  const text = service(lines).replace("postgres:17", "bitnami/postgresql:17");
  const key = { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 0 };
  const found = await openManifest(text, { "/repo/certs/server.key": key, "/repo/own.conf": "" }).findings();
  expect(found.map(({ rule }) => rule).filter((rule) => rule.startsWith("key-"))).toEqual(expected);
});

test.each([
  ['ENTRYPOINT ["/wrapper.sh"]\nCMD ["postgres", "-c", "ssl_key_file=/tls/a.key", "-l", "-csssl=on"]', false],
  ['CMD ["bash", "-c", "exec docker-entrypoint.sh postgres -l -c ssl_key_file=/tls/a.key -c sssl=on"]', true],
  ['CMD ["sh", "-c", "chmod 600 /tls/a.key; exec postgres -l -c ssl_key_file=/tls/a.key -c sssl=on"]', false],
])(
  "the arguments of the server in a Dockerfile, and the key behind what runs before: %s",
  async (own, isFound) => {
    const text = `FROM postgres:17\nCOPY --chown=postgres a.key /tls/a.key\n${own}\n`;
    const key = { bytes: materialBytes("leaf-key"), mode: 0o644, owner: 1000 };
    const open = openFiles({ "/repo/Dockerfile": text, "/repo/a.key": key });
    open.service.open(new SourceDocument("file:///repo/Dockerfile", "dockerfile", 1, text));
    const found = (await open.findings("/repo/Dockerfile")).map(({ rule }) => rule);
    expect(found).toContain("conf-setting-unknown");
    expect(found.includes("key-file-permissions")).toBe(isFound);
  },
);
