import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../server/src/core/index.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { openService } from "../support/openService.ts";
import { server } from "../support/postgres.ts";
import { removeTemporaryFolder } from "../support/unprivileged.ts";
import { mayShareFile } from "./checkByView.ts";
import { Random } from "./generate/random.ts";
import { generateTexts } from "./generate/texts.ts";
import type { Kind } from "./refusals.ts";

const seed = 1;
const count = 1000;

/** What a server reads in a file, all columns of its view but those with the file's name. */
const views: Readonly<Record<Kind, { readonly setting: string; readonly query: string }>> = {
  "pg-hba": {
    setting: "hba_file",
    query: `select line_number, type, database::text, user_name::text, address, netmask, auth_method, options::text, error
      from pg_hba_file_rules`,
  },
  "pg-ident": {
    setting: "ident_file",
    query: "select line_number, map_name, sys_name, pg_username, error from pg_ident_file_mappings",
  },
  "postgresql-conf": {
    setting: "config_file",
    query: "select sourceline, seqno, name, setting, applied, error from pg_file_settings",
  },
};

describe.each([13, 18] as const)("a real server of %i reads the same", (version) => {
  const kinds = (Object.keys(views) as Kind[]).filter((kind) => kind !== "pg-ident" || version >= 15);

  test.each(kinds)(
    `before and after formatting, in ${count} generated lines of %s (seed ${seed})`,
    async (kind) => {
      const before = generatedFile(kind, version);
      const { service, uri, document } = openService(`|${before}`, { language: kind, version });
      const after = applyEdits(document.lines, (await service.format(uri)) ?? []);
      expect(after).not.toBe(before);
      const postgres = await server(version);
      const data = await postgres.initdb();
      const { setting, query } = views[kind];
      const file = join(data, "tried.conf");
      await writeFile(file, "");
      const session = await postgres.openSingle(data, ["-c", `${setting}=${file}`]);
      try {
        await writeFile(file, before);
        const rows = await session.query(query);
        await writeFile(file, after);
        expect(await session.query(query)).toEqual(rows);
        expect(rows.filter(({ error }) => error === null).length).toBeGreaterThan(count / 20);
      } finally {
        await session.close();
        await removeTemporaryFolder(dirname(data));
      }
    },
  );
});

/** A file of single lines, with other blanks than one where blanks are outside of quotes, as people leave them. */
function generatedFile(kind: Kind, version: number): string {
  const random = new Random(seed);
  const lines = generateTexts(kind, version, seed, count).filter(
    // After a few errors of syntax the server reads no further. The view over settings looks up roles and tablespaces, of which a server without a catalogue in use knows none.
    (line) =>
      mayShareFile(line, 18) &&
      !/[\r]|include|role|tablespace/i.test(line) &&
      !line.includes("@") &&
      (kind !== "postgresql-conf" || !scanConfLine([line], 0).syntaxError),
  );
  const spaced = lines.map((line) =>
    /["'#]/.test(line) ? line : line.replace(/ /g, () => random.pick([" ", "  ", "\t", "     "])),
  );
  return `${spaced.join("\n")}\n`;
}
