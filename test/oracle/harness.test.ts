import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import { giveAway, temporaryFolder } from "../support/unprivileged.ts";
import { checkIdentByLog } from "./checkIdentByLog.ts";
import { generateTexts } from "./generate/texts.ts";
import { refusalsOf } from "./refusals.ts";
import { logEntries } from "./serverLog.ts";

const count = 500;

test.each([13, 16, 18] as const)(
  "a start of PostgreSQL %i refuses the lines that the view refuses",
  async (version) => {
    const postgres = await server(version);
    const texts = generateTexts("pg-hba", version, 7, count).filter(
      (text) => !/[\n\0@]|include|\\\r*$/.test(text),
    );
    const checked = await refusalsOf(postgres, "pg-hba", texts);
    const refused = checked.flatMap((refusals, place) => (refusals.length > 0 ? [place + 1] : []));

    const data = await postgres.initdb();
    await writeFile(join(data, "pg_hba.conf"), texts.map((text) => `${text}\n`).join(""));
    const { started, log } = await postgres.tryStart(data);
    const logged = logEntries(log)
      .filter(({ text }) => !/record cannot match/.test(text))
      .flatMap(({ text }) => /^CONTEXT: +line (\d+) of configuration file/m.exec(text)?.[1] ?? [])
      .map(Number);
    expect(started).toBe(false);
    expect([...new Set(logged)].sort((a, b) => a - b)).toEqual(refused);
  },
);

test("the log of a reload says of pg_ident.conf what the view says", async () => {
  const postgres = await server(15);
  const texts = generateTexts("pg-ident", 15, 7, count);
  const byView = await refusalsOf(postgres, "pg-ident", texts);
  const bench = {
    server: postgres,
    dataDirectory: await postgres.initdb(),
    folder: await temporaryFolder(),
    args: [],
  };
  await giveAway(bench.folder);
  const byLog = await checkIdentByLog(bench, texts);
  expect(byLog.map((refusals) => refusals.length > 0)).toEqual(byView.map((refusals) => refusals.length > 0));
});

test.each([13, 18] as const)(
  "lines of postgresql.conf fare together as they do alone in PostgreSQL %i",
  async (version) => {
    const postgres = await server(version);
    const texts = generateTexts("postgresql-conf", version, 7, 300).filter((text) => !/[\n\0]/.test(text));
    const together = await refusalsOf(postgres, "postgresql-conf", texts);
    const alone = await refusalsOf(
      postgres,
      "postgresql-conf",
      texts.map((text) => `${text}\n`),
    ); // a line break: a file of its own
    expect(together.map((refusals) => refusals.length > 0)).toEqual(
      alone.map((refusals) => refusals.length > 0),
    );
  },
);
