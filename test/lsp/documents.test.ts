import { expect, test } from "vitest";
import { documentsConfiguration } from "../../server/src/lsp/documents.ts";
import { openCluster } from "../support/openService.ts";

const languageOf = (uri: string, identifier: string, text = "") =>
  documentsConfiguration(openCluster().service).create(uri, identifier, 1, text).source?.language;

test.each([
  // As editors name the languages of these files by themselves.
  ["file:///etc/postgresql/16/main/pg_hba.conf", "conf", "pg-hba"],
  ["file:///data/pg_ident.conf", "plaintext", "pg-ident"],
  ["file:///data/pg_hosts.conf", "", "pg-hosts"],
  ["file:///data/postgresql.auto.conf", "cfg", "postgresql-conf"],
  ["file:///C:/data/pg_hba%20old.conf", "text", "pg-hba"],
  ["file:///home/a/.pgpass", "conf", "pgpass"],
  ["file:///home/a/.pg_service.conf", "dosini", "pg-service"],
  ["file:///etc/pgbouncer/pgbouncer.ini", "ini", "pgbouncer"],
  ["file:///app/setup.sh", "sh", "shellscript"],
  ["file:///app/compose.yaml", "yaml.docker-compose", "yaml"],
  ["file:///app/.env", "conf", "dotenv"],
  // What VS Code and its extensions make of a name.
  ["file:///app/compose.yaml", "dockercompose", "yaml"],
  ["file:///chart/templates/config.tpl", "helm", "yaml"],
  ["file:///chart/values", "yaml.helm-values", "yaml"],
  ["untitled:Untitled-1", "docker-compose", "yaml"],
  ["untitled:Untitled-1", "kubernetes", "yaml"],
  ["file:///roles/db/templates/patroni.j2", "jinja-yaml", "yaml"],
  ["file:///roles/db/templates/x.sh.j2", "shellscript.jinja", "shellscript"],
  // An identifier of ours goes before the name, and what neither says is nobody's.
  ["file:///data/pg_hba.conf", "pg-ident", "pg-ident"],
  ["file:///data/anything", "pg-hba", "pg-hba"],
  ["file:///data/postgresql.conf", "ini", undefined],
  ["file:///etc/nginx/nginx.conf", "conf", undefined],
  ["file:///data/server.crt", "pem", undefined],
  ["untitled:Untitled-1", "plaintext", undefined],
])("%s as %j is %s", (uri, identifier, language) => {
  expect(languageOf(uri, identifier)).toBe(language);
});

test("a file of another program that has the name of ours is nobody's, whichever way it is known", () => {
  for (const identifier of ["conf", "postgresql-conf"])
    expect(languageOf("file:///data/postgresql.conf", identifier, "[Service]\n")).toBeUndefined();
});
