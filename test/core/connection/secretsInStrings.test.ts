import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import type { ClientLanguage, HostLanguage } from "../../../server/src/core/model/language.ts";
import { parseExample } from "../../support/annotated.ts";
import { memoryFiles } from "../../support/exampleFiles.ts";
import { materialTime } from "../../support/fixtures/materials.ts";
import { openFiles } from "../../support/openService.ts";

const secret = "tr0ub4dor";

/** Connection strings with a secret, as they should be and as they should not. */
const strings = [
  `host=db.example.org user=alice password=${secret} sslmode=verify-full sslrootcert=/data/root.crt`,
  `host=db password='${secret} sslmode=x`,
  `host=db password=${secret} x sslmode=y`,
  `host=db password=a ${secret} sslmode=y`,
  `host=db password=a ${secret}=1 sslmode=y`,
  `host=db password=a\\ ${secret} sslmode=y`,
  `host=db passwrd=${secret} sslmode=y`,
  `host=db PASSWORD=${secret}`,
  `host=db sslpassword=${secret} sslmode=y`,
  `host=db oauth_client_secret=${secret} scram_client_key=${secret}`,
  `host=db dbname='host=x password=${secret}' sslmode=y`,
  `dbname=postgres://a:${secret}@h/d?sslmode=y`,
  `postgres://alice:${secret}@db.example.org/d?sslmode=verify-full&sslrootcert=/data/root.crt`,
  `postgres://alice:${secret}@db/d?sslmode=y`,
  `postgres://alice:${secret}/d?sslmode=y`,
  `postgres://alice:x@${secret}@db.example.org/d?sslmode=verify-full&sslrootcert=/data/root.crt`,
  `postgres://alice:x/${secret}@db/d?sslmode=y`,
  `postgres://alice:x?${secret}@db/d?sslmode=y`,
  `postgres://alice:x?${secret}=@db/d&sslmode=y`,
  `postgres://alice:x#${secret}@db/d?sslmode=y`,
  `postgres://alice:%7${secret}@db/d?sslmode=y`,
  `postgres://alice:%00${secret}@db/d?sslmode=y`,
  `postgres://alice:[${secret}@db/d?sslmode=y`,
  `postgres://db/d?password=${secret}&sslmode=y`,
  `postgres://db/d?pasword=${secret}&sslmode=y`,
  `postgres://db/d?password=a&${secret}&sslmode=y`,
  `postgres://db/d?password=a=${secret}&sslmode=y`,
  `postgres://db/d?password=%74r0ub4dor&sslmode=y`,
];

const cluster = `
  -- postgresql.conf --
  ssl = on
  ssl_cert_file = 'server.crt'
  -- pg_hba.conf --
  hostssl all all all scram-sha-256
  -- root.crt: root --
`;

test.each(strings)("nothing of the secret is shown: %s", async (text) => {
  const { service } = openFiles(memoryFiles(parseExample(cluster, "postgresql-conf")), {}, materialTime);
  const main = "file:///data/postgresql.conf";
  const shown: unknown[] = [await service.explainString(main, text, "10.0.0.1")];
  const files: readonly (readonly [string, HostLanguage | ClientLanguage, string])[] = [
    [".env", "dotenv", `DATABASE_URL="${text}"\n`],
    ["a.yaml", "yaml", `env:\n  DSN: ${JSON.stringify(text)}\n`],
    ["a.sql", "sql", `ALTER SUBSCRIPTION s CONNECTION $$${text}$$;\n`],
    ["pg_service.conf", "pg-service", `[a]\n${text.replaceAll(" ", "\n")}\n`],
  ];
  for (const [path, language, content] of files) {
    const uri = `file:///data/${path}`;
    const document = new SourceDocument(uri, language, 1, content);
    service.open(document);
    shown.push(await service.diagnose(uri));
    for (const [line, { length }] of document.lines.entries())
      for (let character = 0; character < length; character++)
        shown.push((await service.hover(uri, { line, character }))?.markdown);
  }
  expect(JSON.stringify(shown)).not.toContain(secret);
});

test("what libpq says of a secret is not repeated", async () => {
  const { service } = openFiles(memoryFiles(parseExample(cluster, "postgresql-conf")), {}, materialTime);
  const printed = [
    `psql: error: invalid port number: "${secret}"`,
    `psql: error: missing "=" after "${secret}" in connection info string`,
    `psql: error: invalid URI query parameter: "${secret}"`,
    `psql: error: could not translate host name "${secret}@db" to address: Name or service not known`,
    `postgres://alice:${secret}@db: no pg_hba.conf entry for host "10.0.0.1", user "alice", database "d", no encryption`,
    `password=${secret}: SSL is not enabled on the server`,
  ].join("\n");
  expect(JSON.stringify(await service.causes(printed, "file:///data/postgresql.conf"))).not.toContain(secret);
});
