import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { type Files, openFiles } from "../../support/openService.ts";

const conf = "/repo/postgresql.conf";
const key = (mode: number, owner: number) => ({ bytes: materialBytes("leaf-key"), mode, owner });
const tls = "ssl = on\nssl_cert_file = '/tls/server.crt'\nssl_key_file = '/tls/server.key'\n";

/** The findings of a file in words, those of some rules: `LINE RULE`. */
async function rules(files: Files, name: string, only: RegExp) {
  return (await openFiles(files).rules(name)).filter((one) => only.test(one));
}

test.each(["Dockerfile", "postgres.Dockerfile", "Dockerfile.db"])("%s copies the file", async (name) => {
  const files = {
    [conf]: tls,
    [`/repo/${name}`]: `FROM postgres:16\nCOPY postgresql.conf /etc/\nCOPY tls /tls\nCMD ["postgres", "-c", "config_file=/etc/postgresql.conf"]\n`,
    "/repo/tls/server.crt": materialBytes("leaf"),
  };
  expect(await rules(files, conf, /chain/)).toEqual(["1 certificate-chain-incomplete"]);
});

test.each([
  ["ENV TLS=/tls\nCOPY tls $TLS", ["1 certificate-chain-incomplete"]],
  [`ARG TLS=/tls\nCOPY tls \${TLS}`, ["1 certificate-chain-incomplete"]],
  ["COPY tls $OTHER", []],
])("variables in the paths of a Dockerfile: %s", async (copy, expected) => {
  const files = {
    [conf]: tls,
    "/repo/Dockerfile": `FROM postgres:16\nCOPY postgresql.conf $PGDATA/postgresql.conf\n${copy}\n`,
    "/repo/tls/server.crt": materialBytes("leaf"),
  };
  expect(await rules(files, conf, /chain/)).toEqual(expected);
});

/** What a Dockerfile with a key and a certificate in /tls says of the key. */
const keyIn = (lines: string, mode: number) => ({
  [conf]: tls,
  "/repo/Dockerfile": `FROM postgres:16\nCOPY postgresql.conf /etc/\n${lines}\nCMD ["postgres", "-c", "config_file=/etc/postgresql.conf"]\n`,
  "/repo/server.key": key(mode, 1000),
});

test.each([
  ["COPY server.key /tls/", 0o600, ["2 ssl-file-unreadable"]],
  ["COPY server.key /tls/", 0o644, ["2 key-file-permissions"]],
  ["COPY --chown=postgres:postgres server.key /tls/", 0o600, []],
  ["COPY --chown=postgres server.key /tls/", 0o644, ["2 key-file-permissions"]],
  ["COPY --chown=999:999 --chmod=600 server.key /tls/", 0o644, []],
  ["COPY --chown=70 --chmod=0600 server.key /tls/", 0o644, ["2 key-file-owner"]],
  ["COPY --chown=root:postgres --chmod=640 server.key /tls/server.key", 0o644, []],
  ["COPY --chown=$OWNER server.key /tls/", 0o644, []],
  ["COPY --chmod=u=rw,go= --chown=postgres server.key /tls/", 0o644, []],
  ["WORKDIR /tls\nCOPY server.key .", 0o644, ["2 key-file-permissions"]],
  ["WORKDIR /\nWORKDIR tls\nCOPY server.key ./server.key", 0o644, ["2 key-file-permissions"]],
  [
    "COPY server.key /tls/\nRUN chown postgres:postgres /tls/server.key && chmod 600 /tls/server.key",
    0o644,
    [],
  ],
  ["COPY server.key /tls/\nRUN chown -R postgres:postgres /tls; chmod 600 /tls/*.key", 0o644, []],
  [
    "COPY server.key /tls/\nWORKDIR /tls\nRUN set -e && \\\n  chmod go-rwx server.key",
    0o644,
    ["2 ssl-file-unreadable"],
  ],
  ["COPY server.key /tls/\nRUN chown postgres /tls/server.key", 0o644, ["2 key-file-permissions"]],
  ["COPY server.key /tls/\nRUN chmod 600 /tls/server.key\nUSER 1234", 0o644, ["2 ssl-file-unreadable"]],
  ["COPY --chown=1234 --chmod=600 server.key /tls/\nUSER 1234", 0o644, []],
  ["COPY --chown=1234 --chmod=600 server.key /tls/\nUSER somebody", 0o644, []],
  ["COPY server.key /tls/\nRUN install -o postgres -m 600 /tls/server.key /tls/server.key", 0o644, []],
  ["COPY server.key /tls/\nRUN chown $OWNER /tls/server.key", 0o644, []],
  ["COPY server.key /tls/\nRUN apt-get update", 0o644, ["2 key-file-permissions"]],
] as const)("a key of an image: %s, mode %o", async (lines, mode, expected) => {
  expect(await rules(keyIn(lines, mode), conf, /key-file|unreadable/)).toEqual(expected);
});

test.each([
  ["RUN echo 'host all all all md5' >> $PGDATA/pg_hba.conf", ["1 embedded-volume-lost"]],
  [`RUN echo "ssl = on" | tee -a "\${PGDATA}/postgresql.conf"`, ["1 embedded-volume-lost"]],
  ["RUN echo a; \\\n echo 'ssl = on' > /var/lib/postgresql/data/postgresql.conf", ["2 embedded-volume-lost"]],
  ["RUN sed -i 's/^#ssl = off/ssl = on/' $PGDATA/postgresql.conf", ["1 embedded-volume-lost"]],
  ['COPY ["pg_hba.conf", "/var/lib/postgresql/data/pg_hba.conf"]', ["1 embedded-volume-lost"]],
  ["ENV PGDATA=/pg\nRUN echo 'host all all all md5' >> $PGDATA/pg_hba.conf", []],
  ["RUN initdb && echo 'host all all all md5' >> $PGDATA/pg_hba.conf", []],
  ["RUN echo 'ssl = on' >> /usr/share/postgresql/postgresql.conf.sample", []],
  ["RUN echo 'ssl = on' >> /etc/postgresql/postgresql.conf", []],
])("what is lost in the volume of an image: %s", async (lines, expected) => {
  const text = `FROM postgres:16\n${lines}\n`;
  const { service: opened } = openFiles({});
  const uri = "file:///repo/Dockerfile";
  opened.open(new SourceDocument(uri, "dockerfile", 1, text));
  const found = (await opened.diagnose(uri)) ?? [];
  expect(
    found.filter(({ rule }) => rule.startsWith("embedded")).map(({ rule, line }) => `${line} ${rule}`),
  ).toEqual(expected);
});

test("the file beside a Dockerfile is not the copy in its image, so that no change of it is offered", async () => {
  const { service: opened } = openFiles(keyIn("COPY --chmod=644 server.key /tls/", 0o600));
  const fixes = await opened.fixes(`file://${conf}`, 2, 2);
  expect(fixes.filter(({ action }) => action)).toEqual([]);
});
