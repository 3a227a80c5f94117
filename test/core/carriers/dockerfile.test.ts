import { expect, test } from "vitest";
import { embed } from "../../../server/src/core/carriers/embed.ts";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { shownIn } from "../../support/embedded.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { openFiles } from "../../support/openService.ts";

const image = (lines: string) => `FROM golang:1.25 AS build\nRUN make\nFROM postgres:16-alpine\n${lines}\n`;

test.each([
  [`CMD ["postgres", "-c", "ssl_min_protocol_version=TLSv1.9"]`, ["TLSv1.9: conf-choice-invalid"]],
  [
    `ENTRYPOINT ["docker-entrypoint.sh", "-c", "ssl_min_protocol_version=TLSv1.9"]`,
    ["TLSv1.9: conf-choice-invalid"],
  ],
  ["CMD postgres -c ssl_min_protocol_version=TLSv1.9", ["TLSv1.9: conf-choice-invalid"]],
  [`CMD ["sh", "-c", "postgres -c ssl_min_protocol_version=TLSv1.9"]`, ["TLSv1.9: conf-choice-invalid"]],
  [
    `ENTRYPOINT [ \\\n  "postgres", \\\n  "-c", "ssl_min_protocol_version=TLSv1.9" \\\n  ]`,
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    "CMD postgres \\\n  # the oldest\n\n  -c ssl_min_protocol_version=TLSv1.9",
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    `CMD ["postgres", \\\n  # the "oldest"\n  "-c", "ssl_min_protocol_version=TLSv1.9"]`,
    ["TLSv1.9: conf-choice-invalid"],
  ],
  ["ENV A=1 \\\n  # how\n\n  POSTGRES_HOST_AUTH_METHOD=scram-sha-25", ["scram-sha-25: hba-method-unknown"]],
  [
    "CMD postgres \\\n  -c ssl=on \\\n  -c ssl_min_protocol_version=TLSv1.9",
    ["TLSv1.9: conf-choice-invalid"],
  ],
  ["CMD postgres \\\r\n  -c ssl_min_protocol_version=TLSv1.9\r", ["TLSv1.9: conf-choice-invalid"]],
  ["CMD ['postgres', '-c', 'ssl_min_protocol_version=TLSv1.9']", []],
  ["RUN <<EOF\nCMD postgres -c ssl_min_protocol_version=TLSv1.9\nEOF", []],
  ["ENV POSTGRES_HOST_AUTH_METHOD=scram-sha-25", ["scram-sha-25: hba-method-unknown"]],
  [`ENV A=1 \\\n  POSTGRES_HOST_AUTH_METHOD="scram-sha-25"`, ["scram-sha-25: hba-method-unknown"]],
  ["ENV POSTGRES_HOST_AUTH_METHOD scram-sha-25", ["scram-sha-25: hba-method-unknown"]],
  [
    "ENV POSTGRES_HOST_AUTH_METHOD cert clientcert=verify-full",
    ["cert: hba-method-type", "clientcert=verify-full: hba-option-type"],
  ],
  ["ENV POSTGRES_HOST_AUTH_METHOD=trust", ["trust: hba-trust-remote"]],
  [`RUN echo "hostss all all all md5" >> /tmp/pg_hba.conf`, ["hostss: hba-type-unknown"]],
])("Dockerfiles: %s", async (lines, expected) => {
  expect(await shownIn("dockerfile", image(lines))).toEqual(expected);
});

test("a here-document that is copied is the file", async () => {
  const text = image("COPY <<'EOF' /etc/postgresql/pg_hba.conf\nhostss all all all md5\nEOF");
  expect(await shownIn("dockerfile", text)).toEqual(["hostss: hba-type-unknown"]);
});

test.each([
  "COPY tls/server.crt /tls/server.crt",
  "COPY --chown=postgres tls/server.crt /tls/",
  "COPY tls /tls",
  `COPY ["tls/server.crt", "/tls/"]`,
  "COPY tls/server.crt \\\n  tls/server.key /tls/",
])("a path in the image is the file that is copied there: %s", async (copy) => {
  const text = image(`${copy}\nCMD ["postgres", "-c", "ssl=on", "-c", "ssl_cert_file=/tls/server.crt"]`);
  const found = await shownIn("dockerfile", text, { "/repo/tls/server.crt": materialBytes("leaf") });
  expect(found).toContain("/tls/server.crt: certificate-chain-incomplete");
});

test.each([
  ["another", "FROM postgres:16 AS base\nENV POSTGRES_HOST_AUTH_METHOD=scram-sha-25\nFROM golang\nFROM base"],
  [
    "one above that",
    "FROM postgres:16 AS a\nENV POSTGRES_HOST_AUTH_METHOD=scram-sha-25\nFROM a as b\nFROM b",
  ],
  [
    "one of the image's name",
    "FROM postgres:16 AS postgres\nFROM postgres\nENV POSTGRES_HOST_AUTH_METHOD=scram-sha-25",
  ],
])("a stage has what it is built on: %s", async (_, text) => {
  expect(await shownIn("dockerfile", `${text}\n`)).toEqual(["scram-sha-25: hba-method-unknown"]);
});

test.each([
  [
    "records in two folders, of which one hides the other in none",
    'RUN echo "host all all all md5" > /a/pg_hba.conf\nRUN echo "host all bob all md5" > /b/pg_hba.conf',
    [],
  ],
  [
    "mistakes in two folders",
    'RUN echo "hostss all all all md5" > /a/pg_hba.conf\nRUN echo "hosst all bob all md5" > /b/pg_hba.conf',
    ["hostss: hba-type-unknown", "hosst: hba-type-unknown"],
  ],
  [
    "settings beside arguments",
    'RUN echo "sssl = on" > /a/postgresql.conf\nCMD ["postgres", "-c", "port=1"]',
    ["sssl: conf-setting-unknown"],
  ],
])("what a build writes: %s", async (_, text, expected) => {
  expect(await shownIn("dockerfile", `FROM postgres:16\n${text}\n`)).toEqual(expected);
});

test("what a build writes into a file is no argument of the server's", async () => {
  const { service } = openFiles({});
  const uri = "file:///repo/Dockerfile";
  const text = `FROM postgres:16
RUN sed -i "s/^#ssl_min.*/ssl_min_protocol_version = 'TLSv1.9'/" /a/postgresql.conf
CMD ["postgres", "-c", "ssl_max_protocol_version=TLSv1.9"]
`;
  service.open(new SourceDocument(uri, "dockerfile", 1, text));
  const found = (await service.diagnose(uri)) ?? [];
  expect(found.map(({ detail }) => detail?.includes("The server gets these as arguments"))).toEqual([
    false,
    true,
  ]);
});

test("another image holds nothing", async () => {
  const text = `FROM nginx\nCMD ["postgres", "-c", "ssl=on"]\n`;
  expect(await embed(text, "dockerfile")).toEqual([]);
});

test.each([
  ["ARG PG=15\nFROM postgres:$PG-bookworm", "PostgreSQL 15 "],
  ["ARG PG=15\nFROM postgres:{PG}-bookworm", "PostgreSQL 15 "],
  ["FROM postgres:{PG:-14}", "PostgreSQL 14 "],
  ["FROM debian\nARG PG=15\nFROM postgres:$PG", "PostgreSQL has "],
])("the version that an argument gives: %s", async (written, named) => {
  const from = written.replace("{PG", "$${PG");
  const { service } = openFiles({});
  const uri = "file:///repo/Dockerfile";
  const text = `${from}\nCMD ["postgres", "-c", "sssl=on"]\n`;
  service.open(new SourceDocument(uri, "dockerfile", 1, text));
  const [found] = (await service.diagnose(uri)) ?? [];
  expect(found?.message).toContain(named);
});

test("a here-document is read in place of a file that is copied to its path", async () => {
  const text = `FROM postgres:16
COPY pg_hba.conf /etc/pg_hba.conf
COPY <<EOF /etc/pg_hba.conf
hostss all all all md5
EOF
CMD ["postgres", "-c", "hba_file=/etc/pg_hba.conf"]
`;
  expect(await shownIn("dockerfile", text)).toEqual(["hostss: hba-type-unknown"]);
});
