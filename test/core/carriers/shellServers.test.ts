import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openFiles } from "../../support/openService.ts";

/** A script that is open in a service. */
function openScript(text: string) {
  const { service } = openFiles({});
  const document = new SourceDocument("file:///repo/start.sh", "shellscript", 1, text);
  service.open(document);
  return { service, document };
}

const wrong = ["maybe: conf-boolean-invalid"];

test.each([
  ["an entry point", "exec docker-entrypoint.sh postgres -c ssl=maybe\n", wrong],
  ["an entry point with what it is given", 'exec docker-entrypoint.sh "$@" -c ssl=maybe\n', wrong],
  [
    "behind another command",
    "chown 70 /k && \\\n  /usr/local/bin/docker-entrypoint.sh postgres -c ssl=maybe\n",
    wrong,
  ],
  ["the server", `/usr/lib/postgresql/16/bin/postgres -D "$PGDATA" -c ssl=maybe\n`, wrong],
  ["the server in the background", "postgres -D /data -c ssl=maybe > log 2>&1 &\n", wrong],
  ["a name with dashes", "postgres --ssl-ciphers=HIGH -c ssl=maybe\n", wrong],
  [
    "joined lines",
    'exec gosu postgres postgres \\\n  -c log_connections=on \\\n  -c ssl=maybe "$@"\n',
    wrong,
  ],
  ["another user", "sudo -u postgres postgres -c ssl=maybe\n", wrong],
  ["variables before it", "PGPORT=5433 LANG=C postgres -c ssl=maybe\n", wrong],
  ["a branch", "if true; then postgres -c ssl=maybe; fi\n", wrong],
  ["pg_ctl", `pg_ctl -D "$PGDATA" -o "-c ssl=maybe -p 5433" -w start\n`, wrong],
  ["a long option of pg_ctl", "pg_ctl start --options='-c ssl=maybe'\n", wrong],
  ["pg_ctl by su", `su - postgres -c "pg_ctl -D /data -o '-c ssl=maybe' start"\n`, wrong],
  ["pg_ctl for initdb", `pg_ctl init -o "-c ssl=maybe"\n`, wrong],
  ["pg_ctlcluster", `pg_ctlcluster 16 main start -o "-c ssl=maybe"\n`, wrong],
  ["initdb", `initdb -D "$PGDATA" --set ssl=maybe\n`, wrong],
  ["initdb in one word", "initdb --set=ssl=maybe -A scram-sha-256\n", wrong],
  ["pg_createcluster", "pg_createcluster 16 main --pgoption ssl=maybe\n", wrong],
  ["pg_conftool", "sudo pg_conftool 16 main set ssl maybe\n", wrong],
  ["pg_conftool for another file", "pg_conftool 16 main environment.conf set ssl maybe\n", []],
  ["pg_conftool that shows", "pg_conftool 16 main show ssl\n", []],
  [
    "a container",
    "docker run -d --name postgres -p 5432:5432 \\\n  -v $PWD/certs:/certs postgres:16 -c ssl=maybe\n",
    wrong,
  ],
  ["an option of docker", "docker run --name postgres busybox -c ssl=maybe\n", []],
  ["a value with a variable", `postgres -c ssl=maybe -c ssl="$SSL"\n`, []],
  ["an argument with a variable", `postgres -c "$SETTING" -c ssl=maybe\n`, wrong],
  [
    "what only arguments can give",
    "pg_ctl start -o '-c config_file=/etc/postgresql.conf -c ssl=maybe'\n",
    wrong,
  ],
  ["a comment", "# postgres -c ssl=maybe\n", []],
  ["another program", "echo postgres -c ssl=maybe\n", []],
  ["options of psql", "psql -U postgres -c ssl=maybe\n", []],
  ["what is printed", `echo "postgres -c ssl=maybe"\n`, []],
  [
    "a setting that is not of this version",
    "/usr/lib/postgresql/16/bin/postgres -c ssl_tls13_ciphers=TLS_AES_256_GCM_SHA384\n",
    ["ssl_tls13_ciphers: conf-setting-unknown"],
  ],
])("settings for %s", async (_, text, expected) => {
  const { service, document } = openScript(text);
  const found = (await service.diagnose(document.uri)) ?? [];
  const shown = found.map(({ rule, line, span }) => {
    const start = document.lines.slice(0, line).join("").length;
    return `${text.slice(start + span.start, start + span.end)}: ${rule}`;
  });
  expect(shown).toEqual(expected);
});

test("a fix changes the argument", async () => {
  const text = "exec postgres -c 'ssl_min_protocol_version=TLSv1.1' \\\n  -c ssl=on\n";
  const { service, document } = openScript(text);
  const fix = (await service.fixes(document.uri, 0, 100)).find(({ title }) => /1\.2/.test(title));
  expect(fix?.edits && applyEdits(document.lines, fix.edits)).toBe(text.replace("1.1", "1.2"));
});
