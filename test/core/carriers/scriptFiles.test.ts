import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openFiles } from "../../support/openService.ts";

/** What is found in a script, as `WORD: RULE`. */
async function shown(text: string) {
  const { service } = openFiles({});
  const uri = "file:///repo/init.sh";
  const document = new SourceDocument(uri, "shellscript", 1, text);
  service.open(document);
  return ((await service.diagnose(uri)) ?? []).map(
    ({ rule, line, span }) => `${document.lines[line]?.slice(span.start, span.end)}: ${rule}`,
  );
}

test.each([
  [
    "a setting twice in one file",
    `echo "port = 1" >> "$PGDATA/postgresql.conf"\necho "port = 2" >> \${PGDATA}/postgresql.conf\n`,
    ["port: conf-setting-overridden"],
  ],
  [
    "a setting in files of two folders",
    `echo "port = 1" >> data1/postgresql.conf\necho "port = 2" >> data2/postgresql.conf\n`,
    [],
  ],
  [
    "a setting in two working folders",
    `cd $A\necho "port = 1" >> postgresql.conf\ncd $B\necho "port = 2" >> postgresql.conf\n`,
    [],
  ],
  [
    "a setting in two folders, by variables",
    `A=$X/postgresql.conf\nB=$Y/postgresql.conf\necho "port = 1" >> $A\necho "port = 2" >> $B\n`,
    [],
  ],
  [
    "a file with more in its name",
    `HBA="$PGDATA/pg_hba.ssl.conf"\ncat > "$HBA" <<EOF\nhostss all all all md5\nEOF\necho "prt = 1" > $D/postgresql.ssl.conf\n`,
    ["hostss: hba-type-unknown", "prt: conf-setting-unknown"],
  ],
  [
    "a setting in files of two names",
    `echo "port = 1" > $D/postgresql.one.conf\necho "port = 2" > $D/postgresql.two.conf\n`,
    [],
  ],
  [
    "a program whose name ends as that of another",
    `echo "port = 1" >> $D/postgresql.conf\n./pre-initdb -D x\necho "port = 2" >> $D/postgresql.conf\n`,
    ["port: conf-setting-overridden"],
  ],
  [
    "a setting in postgresql.conf and one that ALTER SYSTEM would write",
    `echo "port = 1" >> $D/postgresql.conf\necho "port = 2" >> $D/postgresql.auto.conf\n`,
    ["port: conf-setting-overridden"],
  ],
  [
    "records that are all of the file",
    `printf 'hostssl all all all reject\\nhost all all all md5\\n' > $D/pg_hba.conf\n`,
    ["host: hba-cleartext-gap"],
  ],
  [
    "records behind others",
    `printf 'hostssl all all all reject\\nhost all all all md5\\n' >> $D/pg_hba.conf\n`,
    [],
  ],
  [
    "ALTER SYSTEM of Oracle",
    `sqlplus /nolog <<EOF\nALTER SYSTEM SET enable_goldengate_replication=true;\nEOF\n`,
    [],
  ],
  [
    "a setting before and after a start",
    `echo "port = 1" >> $PGDATA/postgresql.conf\npg_ctl -w restart\necho "port = 2" >> $PGDATA/postgresql.conf\n`,
    [],
  ],
  [
    "a setting in either branch",
    `if $A; then\n  echo "port = 1" >> $PGDATA/postgresql.conf\nelse\n  echo "port = 2" >> $PGDATA/postgresql.conf\nfi\n`,
    [],
  ],
])("which lines of a script are of one file: %s", async (_, text, expected) => {
  expect(await shown(`#!/bin/bash\nset -e\n${text}`)).toEqual(expected);
});
