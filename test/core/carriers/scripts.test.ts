import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { shownIn } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

test.each([
  [
    "a here-document",
    `cat >> "$PGDATA/pg_hba.conf" <<'EOF'\n# records\nhostss all all all md5\nEOF\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "with tabs that go",
    `cat <<-EOF > $PGDATA/postgresql.conf\n\tssl_min_protocol_version = 'TLSv1.9'\n\tEOF\nhostss\n`,
    ["'TLSv1.9': conf-choice-invalid"],
  ],
  ["with variables", `cat >> "$PGDATA/pg_hba.conf" <<EOF\nhostss all $USER all md5\nEOF\n`, []],
  [
    "with a quoted end",
    `cat >> "$PGDATA/pg_hba.conf" <<"EOF"\nhostss all $user all md5\nEOF\n`,
    ["hostss: hba-type-unknown", "$user: name-look-alike"],
  ],
  ["without an end", `cat >> "$PGDATA/pg_hba.conf" <<EOF\nhostss all all all md5\n`, []],
  ["into another file", `cat >> /etc/hosts <<EOF\nhostss all all all md5\nEOF\n`, []],
  ["in a comment", `# cat >> pg_hba.conf <<EOF\nhostss all all all md5\nEOF\n`, []],
  [
    "by tee",
    `sudo tee -a /etc/pg_hba.conf <<EOF\nhostss all all all md5\nEOF\n`,
    ["hostss: hba-type-unknown"],
  ],
  ["echo", `echo "hostss all all all md5" >> "$PGDATA/pg_hba.conf"\n`, ["hostss: hba-type-unknown"]],
  [
    "echo without quotation marks",
    `  echo hostss all all all md5 >> $PGDATA/pg_hba.conf\n`,
    ["hostss: hba-type-unknown"],
  ],
  ["echo with a variable", `echo "hostss all all all $METHOD" >> "$PGDATA/pg_hba.conf"\n`, []],
  [
    "a path with quotation marks in it",
    `echo "hostss all all all md5" >> "$PGDATA"/pg_hba.conf\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a variable for the file",
    `HBA="$PGDATA/pg_hba.conf"\ncat >> "$HBA" <<'EOF'\nhostss all all all md5\nEOF\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a variable for two files",
    `F=pg_hba.conf\nF=postgresql.conf\necho "hostss all all all md5" >> "\${F}"\n`,
    [],
  ],
  [
    "sed for a setting",
    `sed -i "s/^#*ssl_min_protocol_version.*/ssl_min_protocol_version = 'TLSv1.9'/" "$PGDATA/postgresql.conf"\n`,
    ["'TLSv1.9': conf-choice-invalid"],
  ],
  [
    "sed for lines",
    `sed -i -e '1i hostss all all all md5' -e '$ a hostx all all all md5' "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown", "hostx: hba-type-unknown"],
  ],
  ["sed for a part of lines", `sed -i 's/md5/scram-sha-26/' "$PGDATA/pg_hba.conf"\n`, []],
  ["sed with a variable", `sed -i "s/^#ssl = .*/ssl = $SSL/" "$PGDATA/postgresql.conf"\n`, []],
  [
    "the defaults of new clusters",
    `echo "sssl = on" >> /usr/share/postgresql/postgresql.conf.sample\n`,
    ["sssl: conf-setting-unknown"],
  ],
  [
    "by cat and tee",
    `cat <<'EOF' | sudo tee -a "$PGDATA/pg_hba.conf" > /dev/null\nhostss all all all md5\nEOF\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "echo and tee",
    `echo "hostss all all all md5" | sudo tee -a /etc/postgresql/16/main/pg_hba.conf > /dev/null\n`,
    ["hostss: hba-type-unknown"],
  ],
  ["echo -e", `echo -e "\\nhostss all all all md5" >> pg_hba.conf\n`, ["hostss: hba-type-unknown"]],
  ["echo with a backslash", `echo "hostss all all all md5\\n" >> pg_hba.conf\n`, []],
  [
    "printf",
    `printf '# mine\\nhostss all all all md5\\nlocal all all pear\\n' >> "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown"],
  ],
  [
    "printf with lines as arguments",
    `printf '%s\\n' "hostss all all all md5" 'local all all pear' >>pg_hba.conf\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown"],
  ],
  [
    "printf with a conversion",
    `printf 'hostss all %s all md5\\n' a >> pg_hba.conf\n`,
    ["hostss: hba-type-unknown"],
  ],
  ["printf with another conversion", `printf 'hostss all %q all md5\\n' a >> pg_hba.conf\n`, []],
  ["printf with a variable", `printf '%s\\t%s\\n' hostss "$REST" >> pg_hba.conf\n`, []],
  [
    "printf with columns",
    `printf "%s\\t%s\\t%s\\t%s\\t%s\\n" hostss all all all md5 local all all "" pear >> pg_hba.conf\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown"],
  ],
  [
    "a group on one line",
    `{ echo "hostss all all all md5"; printf 'local all all pear\\n'; } >> "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown"],
  ],
  [
    "another user's shell",
    `su - postgres -c "echo 'hostss all all all md5' >> /var/lib/pgsql/data/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "another user's shell with quotes",
    `su - postgres -c "echo \\"hostss all all all md5\\" >> pg_hba.conf"\n`,
    [],
  ],
  [
    "another user's tee",
    `echo "hostss all all all md5" | sudo -u postgres tee -a /etc/pg_hba.conf > /dev/null\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "behind a condition",
    `grep -q hostssl pg_hba.conf || echo "hostss all all all md5" >> pg_hba.conf\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "over two lines",
    `echo 'hostss all all all md5' \\\n  >> "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a here-string",
    `tee -a "$PGDATA/pg_hba.conf" <<< 'hostss all all all md5'\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a file that the server names",
    `HBA=$(psql -tAc 'SHOW hba_file')\necho "hostss all all all md5" >> "$HBA"\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a file of conf.d",
    `cat <<EOF > /etc/postgresql/16/main/conf.d/tls.conf\nsssl = on\nEOF\n`,
    ["sssl: conf-setting-unknown"],
  ],
  ["a file of another conf.d", `cat <<EOF > /etc/nginx/conf.d/tls.conf\nsssl = on\nEOF\n`, []],
  [
    "sed behind a line that matches",
    `sed -i '/^# IPv4/a hostss all all all md5' pg_hba.conf\nsed -i "1ihostx all all all md5" pg_hba.conf\n`,
    ["hostss: hba-type-unknown", "hostx: hba-type-unknown"],
  ],
  [
    "sed over several lines, for two files",
    `sed -i \\\n  -e "s!^#?ssl_min_protocol_version.*!ssl_min_protocol_version = 'TLSv1.9'!" \\\n  postgresql.conf && sed -i 's/^host .*/hostss all all all md5/' pg_hba.conf\n`,
    ["'TLSv1.9': conf-choice-invalid", "hostss: hba-type-unknown"],
  ],
  [
    "sed for a value",
    `sed -i "s/#ssl_min_protocol_version = 'TLSv1.2'/ssl_min_protocol_version = 'TLSv1.9'/" postgresql.conf\n`,
    ["'TLSv1.9': conf-choice-invalid"],
  ],
  [
    "psql in another user's shell",
    `su - postgres -c "psql -c \\"ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9'\\""\n`,
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    "psql with quotes within quotes",
    `psql -c 'ALTER SYSTEM SET ssl_min_protocol_version = '"'"'TLSv1.9'"'"''\n`,
    [],
  ],
  [
    "a group",
    `{\n  echo "# mine"\n  echo 'hostss all all all md5';\n  printf 'local all all pear\\n'\n} >> "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown"],
  ],
  [
    "here-documents in a group",
    `{ # mine\n  cat <<'EOF'\nhostss all all all md5\n\nEOF\n  echo "local all all pear"\n\tcat <<-END\n\thostss b all all md5\n\thost $A all all x\n\tEND\n} >> "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown", "pear: hba-method-unknown", "hostss: hba-type-unknown"],
  ],
  [
    "a here-document in a shell of its own",
    `(\n  cat << EOF\nhostss all all all md5\nEOF\n) | tee -a "$PGDATA/pg_hba.conf"\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "a group with another command",
    `{\n  cat <<EOF\nhostss all all all md5\nEOF\n  date\n} >> "$PGDATA/pg_hba.conf"\n`,
    [],
  ],
  ["a group without an end", `{\n  cat <<EOF\nhostss all all all md5\n} >> "$PGDATA/pg_hba.conf"\n`, []],
  [
    "a chain",
    `true \\\n  && echo "hostss all all all md5" >> pg_hba.conf \\\n  && true\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "with Windows's line ends",
    `echo "hostss all all all md5" >> pg_hba.conf\r\n`,
    ["hostss: hba-type-unknown"],
  ],
  [
    "psql -c",
    `psql -U postgres -c "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9'"\n`,
    ["TLSv1.9: conf-choice-invalid"],
  ],
  [
    "psql with a here-document",
    `psql -v ON_ERROR_STOP=1 <<-EOSQL\n\talter system set ssl_min_protocol_version to 'TLSv1.9';\n\tALTER SYSTEM SET sssl = on;\nEOSQL\n`,
    ["TLSv1.9: conf-choice-invalid", "sssl: conf-setting-unknown"],
  ],
  ["psql with a variable", `psql -c "ALTER SYSTEM SET ssl_min_protocol_version = '$VERSION'"\n`, []],
  [
    "what is above is not known",
    `echo "hostssl all all all scram-sha-256" >> pg_hba.conf\necho "host all all all scram-sha-256" >> pg_hba.conf\n`,
    [],
  ],
])("scripts: %s", async (_, text, expected) => {
  expect(await shownIn("shellscript", `#!/bin/bash\nset -e\n${text}`)).toEqual(expected);
});

test.each([
  ["ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.9';", ["TLSv1.9: conf-choice-invalid"]],
  ["alter system set ssl_min_protocol_version to TLSv1;", ["TLSv1: conf-protocol-old"]],
  ["-- ALTER SYSTEM SET sssl = on;", []],
  ["ALTER SYSTEM RESET ssl;", []],
  ["ALTER SYSTEM SET ssl = DEFAULT;", []],
  ['ALTER SYSTEM SET "sssl" = on;', ["sssl: conf-setting-unknown"]],
  ["SELECT 1; ALTER SYSTEM SET sssl = 'on';", ["sssl: conf-setting-unknown"]],
])("SQL: %s", async (text, expected) => {
  expect(await shownIn("sql", `${text}\nSELECT pg_reload_conf();\n`)).toEqual(expected);
});

test.each([
  ["ssl_ciphers", "nonsense", "start-error", "The server refuses to start"],
  ["ssl_min_protocol_version", "TLSv1.9", null, "The statement fails"],
])("ALTER SYSTEM SET %s = '%s' has the effect %s", async (name, value, serverEffect, words) => {
  const { service } = openFiles({});
  const uri = "file:///repo/init.sql";
  const text = `ALTER SYSTEM SET ssl = on;\nALTER SYSTEM SET ${name} = '${value}';\n`;
  service.open(new SourceDocument(uri, "sql", 1, text));
  const found = (await service.diagnose(uri)) ?? [];
  expect(found[0]).toMatchObject({ serverEffect });
  expect(found[0]?.detail?.match(/The (?:server refuses to start|statement fails)/g)).toEqual([words]);
});

test.each([
  [
    "cat >> postgresql.conf <<'EOF'\nssl = off\n\nssl = on\nEOF",
    "ssl is set again in line 5, which decides; remove one of the two.",
  ],
  [
    "cat > pg_ident.conf <<'EOF'\nadmins bob\nEOF\necho 'local all all peer map=admins' > pg_hba.conf",
    "Line 3 is refused, so connections here fail; correct that line.",
  ],
])("the line that a message names is one of the script: %s", async (text, expected) => {
  const { service } = openFiles({});
  const uri = "file:///repo/init";
  service.open(new SourceDocument(uri, "shellscript", 1, `# TLS\n${text}\n`));
  const found = (await service.diagnose(uri)) ?? [];
  expect(found.map(({ message }) => message)).toContain(expected);
});
