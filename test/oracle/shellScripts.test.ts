import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writtenFiles } from "../../server/src/core/carriers/shell/scripts.ts";

const run = promisify(execFile);

/** Records as people write them into scripts, with what a shell may make something else of. */
const records = [
  "host all all 10.0.0.0/8 scram-sha-256",
  "hostssl all all all cert clientcert=verify-full",
  'host "orders" all samenet md5',
  "host all $USER all md5",
  "host all `id -un` all md5",
  String.raw`host all all all ldap ldapprefix="cn=a\,b"`,
  String.raw`host all all all ldap ldapprefix=a\nb`,
  "host all it's all md5",
  "host all all * md5",
  "host all all ~ md5",
  "host all a!b all md5",
  "host all all all md5 # why",
  "host  all   all\tall md5",
  "host all {a,b} all md5",
  "host all a;b all md5",
  "host all a&b all md5",
  "host all a<b all md5",
  "host all 100% all md5",
  "host all %s all md5",
  "",
];

/** Ways of writing a line into a file; `%` is the line. */
const ways = [
  `echo "%" >> "$PGDATA/pg_hba.conf"`,
  `echo '%' >> "$PGDATA/pg_hba.conf"`,
  "echo % >> $PGDATA/pg_hba.conf",
  `echo "%" >> "$PGDATA"/pg_hba.conf`,
  `echo "%" | tee -a "$PGDATA/pg_hba.conf"`,
  `echo "%" | tee -a "$PGDATA/pg_hba.conf" > /dev/null`,
  `echo "%" > "$PGDATA/pg_hba.conf"`,
  `echo -e "%" >> "$PGDATA/pg_hba.conf"`,
  `echo -n "%" >> "$PGDATA/pg_hba.conf"\necho >> "$PGDATA/pg_hba.conf"`,
  `printf "%\\n" >> "$PGDATA/pg_hba.conf"`,
  `printf '%\\n' >> "$PGDATA/pg_hba.conf"`,
  `printf '%s\\n' "%" >> "$PGDATA/pg_hba.conf"`,
  `printf '%s\\n' "%" 'local all all peer' >> "$PGDATA/pg_hba.conf"`,
  `printf '%' >> "$PGDATA/pg_hba.conf"\necho >> "$PGDATA/pg_hba.conf"`,
  `cat >> "$PGDATA/pg_hba.conf" <<EOF\n%\nEOF`,
  `cat >> "$PGDATA/pg_hba.conf" <<'EOF'\n%\nEOF`,
  `cat <<-"EOF" >> "$PGDATA/pg_hba.conf"\n\t%\n\tEOF`,
  `cat > "$PGDATA/pg_hba.conf" <<-EOF\n\t%\n\tEOF`,
  `tee -a "$PGDATA/pg_hba.conf" <<EOF\n%\nEOF`,
  `{\n  echo "%"\n  echo 'local all all peer'\n} >> "$PGDATA/pg_hba.conf"`,
  `(\n  echo "%"\n) >> "$PGDATA/pg_hba.conf"`,
  `HBA="$PGDATA/pg_hba.conf"\necho "%" >> "$HBA"`,
  `if true; then\n  echo "%" >> "$PGDATA/pg_hba.conf"\nfi`,
  `if true; then echo "%" >> "$PGDATA/pg_hba.conf"; fi`,
  `true && echo "%" >> "$PGDATA/pg_hba.conf"`,
  `false || echo '%' >> "$PGDATA/pg_hba.conf"`,
  `echo '%' \\\n  >> "$PGDATA/pg_hba.conf"`,
  `echo 'a; echo b' > /dev/null; echo "%" >> "$PGDATA/pg_hba.conf"`,
  `{ echo "%"; echo 'local all all peer'; } >> "$PGDATA/pg_hba.conf"`,
  `sh -c 'echo "%" >> "$PGDATA/pg_hba.conf"'`,
  `sh -c "echo '%' >> $PGDATA/pg_hba.conf"`,
  `write() {\n  echo "%" >> "$PGDATA/pg_hba.conf"\n}\nwrite`,
  `printf '\\n%\\n' >> "$PGDATA/pg_hba.conf"`,
  `printf 'local all %s\\n' "all peer" "app md5" >> "$PGDATA/pg_hba.conf"\necho "%" >> "$PGDATA/pg_hba.conf"`,
  `printf 'local\\tall\\tall\\tpeer\\n' | tee -a "$PGDATA/pg_hba.conf" > /dev/null\necho "%" >> "$PGDATA/pg_hba.conf"`,
  `# echo "%" >> "$PGDATA/pg_hba.conf"`,
  `echo "%"`,
  `echo "%" >> "$PGDATA/other.conf"`,
] as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pgssl-shell-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a shell writes into a new pg_hba.conf, by lines; `undefined` where it refuses the script. */
async function linesBy(shell: string, script: string): Promise<readonly string[] | undefined> {
  const data = await mkdtemp(join(folder, "data-"));
  await writeFile(join(data, "pg_hba.conf"), "");
  await writeFile(join(data, "script"), script);
  try {
    await run(shell, ["-e", "script"], { cwd: data, env: { PATH: process.env.PATH, PGDATA: data } });
    return linesOf(await readFile(join(data, "pg_hba.conf"), "utf8"));
  } catch {
    return undefined;
  }
}

/** Lines of each file that pgssl says the script writes, which may be one; what it leaves open is a comment of its own. */
const foundFiles = (script: string) =>
  writtenFiles(script)
    .filter(({ language }) => language === "pg-hba")
    .map(({ text }) => linesOf(text).filter((line) => line.trim() !== "" && !line.startsWith("# ")));

/** `echo` without quotation marks prints one blank where there are several. */
const linesOf = (text: string) => text.split("\n").map((line) => line.replace(/[ \t]+/g, " "));

/** Whether lines come one after the other within others. */
function areWithin(lines: readonly string[], others: readonly string[]): boolean {
  let at = 0;
  for (const other of others) if (other === lines[at]) at++;
  return at === lines.length;
}

const statement = fc
  .tuple(fc.constantFrom(...ways), fc.constantFrom(...records))
  .map(([way, record]) => way.replace(/%(?!s\\n)/, () => record));

test.each(["sh", "bash"])("a line that is found in a script is written by %s", async (shell) => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 4 }), async (statements) => {
      const script = `#!/bin/${shell}\n${statements.join("\n")}\n`;
      const files = foundFiles(script);
      // A file that is written anew holds the last lines only.
      if (/[^>]> "\$PGDATA\/pg_hba/.test(script)) return;
      const written = await linesBy(shell, script);
      if (!written) return;
      found += files.flat().length;
      for (const lines of files)
        expect({ script, lines, written }).toSatisfy(() => areWithin(lines, written));
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(50);
});

test.each(ways)("a plain record is found where a shell writes it: %s", async (way) => {
  const record = "host all all 10.0.0.0/8 scram-sha-256";
  const script = `#!/bin/bash\n${way.replace(/%(?!s\\n)/, record)}\n`;
  const written = await linesBy("bash", script);
  expect(foundFiles(script).flat()).toEqual(written?.filter((line) => line !== ""));
});
