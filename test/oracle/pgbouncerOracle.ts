import { writeFile } from "node:fs/promises";
import { SourceDocument } from "../../server/src/core/index.ts";
import type { Diagnostic } from "../../server/src/core/model/diagnostic.ts";
import { materialBytes, materialTime } from "../support/fixtures/materials.ts";
import { openFiles } from "../support/openService.ts";
import type { PgBouncerProgram } from "../support/pgbouncer.ts";
import type { PgBouncerCase } from "./pgbouncerCases.ts";

/** What becomes of a configuration, at the real PgBouncer or by our findings. */
export interface PgBouncerResult {
  readonly starts: boolean;
  /** The line of pgbouncer.ini at which it stops to read, from 1. */
  readonly line?: number;
  /** What it says of its other files, in a few words. */
  readonly notes: readonly string[];
}

const version = "# pgssl: pgbouncer=1.18\n";

/** Has the real PgBouncer start with a case. */
export async function startReally(program: PgBouncerProgram, files: PgBouncerCase): Promise<PgBouncerResult> {
  const folder = await program.folder({});
  const placed = Object.entries(files).map(([name, content]) => [name, contentOf(content, folder)] as const);
  for (const [name, content] of placed)
    await writeFile(`${folder}/${name}`, name === "pgbouncer.ini" ? withVersion(content) : content);
  const { starts, log } = await program.tryStart(folder);
  const [, file, number] = /configuration \(([^:]+):(\d+)\)/.exec(log) ?? [];
  const line = file?.endsWith("pgbouncer.ini") ? number : undefined;
  const notes = [
    [/could not open auth_file/, "users missing"],
    [/broken auth file/, "users broken"],
    [/could not open hba config file/, "records missing"],
  ] as const;
  return {
    starts,
    ...(line !== undefined && { line: Number(line) }),
    notes: notes.flatMap(([pattern, words]) => (pattern.test(log) ? [words] : [])),
  };
}

function contentOf(content: string | readonly string[], folder: string): string | Uint8Array {
  return typeof content === "string"
    ? content.replaceAll("DIR", folder)
    : Buffer.concat(content.map((name) => materialBytes(name)));
}

/** The comment that says the release is behind a byte-order mark, which would otherwise be in the middle. */
function withVersion(content: string | Uint8Array): string {
  const text = typeof content === "string" ? content : Buffer.from(content).toString();
  return text.startsWith("\ufeff") ? text : version + text;
}

/** What our findings say becomes of a case. */
export async function startByFindings(files: PgBouncerCase): Promise<PgBouncerResult> {
  const placed = Object.fromEntries(
    Object.entries(files).map(([name, content]) => {
      const made = contentOf(content, "/data");
      return [`/data/${name}`, name === "pgbouncer.ini" ? withVersion(made) : made];
    }),
  );
  const { service } = openFiles(placed, {}, materialTime);
  const found: Diagnostic[] = [];
  for (const name of Object.keys(files).filter((one) => one.endsWith(".ini"))) {
    const uri = `file:///data/${name}`;
    const text = placed[`/data/${name}`];
    service.open(new SourceDocument(uri, "pgbouncer", 1, typeof text === "string" ? text : ""));
    found.push(...((await service.diagnose(uri)) ?? []));
  }
  const stopping = found.filter(({ serverEffect }) => serverEffect === "start-error");
  const reading = stopping
    .filter(
      ({ detail, uri }) =>
        /every setting below|what is above/.test(detail ?? "") && uri.endsWith("/pgbouncer.ini"),
    )
    .map(({ line }) => line + 1);
  const has = (rule: string, message: RegExp) =>
    found.some((one) => one.rule === rule && message.test(one.message));
  // What PgBouncer does not get to, it says nothing about.
  const isRead = !stopping.some(({ detail }) =>
    /every setting below|what is above|main section/.test(detail ?? ""),
  );
  const notes = !isRead
    ? []
    : [
        ...(has("pgbouncer-file-missing", /^The file of auth_file/) ? ["users missing"] : []),
        ...(has("pgbouncer-users-broken", /./) ? ["users broken"] : []),
        ...(has("pgbouncer-file-missing", /^The file of auth_hba_file|auth_type = hba/)
          ? ["records missing"]
          : []),
      ];
  return {
    starts: stopping.length === 0,
    ...(reading.length > 0 && { line: Math.min(...reading) }),
    notes,
  };
}

/** What PgBouncer does with each line of a file of records: it keeps it, ignores it, or never matches with it. */
export type LineResult = "kept" | "ignored" | "never";

export async function readReally(
  program: PgBouncerProgram,
  ini: string,
  lines: readonly string[],
  others: Readonly<Record<string, string>>,
): Promise<readonly LineResult[]> {
  const text = lines.map((line) => `${line}\n`).join("");
  const folder = await program.folder({ "pgbouncer.ini": ini, "hba.conf": text, ...others });
  const { log } = await program.tryStart(folder);
  const numbers = (pattern: RegExp) =>
    new Set([...log.matchAll(pattern)].map(([, number]) => Number(number)));
  const ignored = numbers(/could not parse hba config line (\d+)/g);
  const never = numbers(/address does not match mask in \S+ line #(\d+)/g);
  return lines.map((_, index) =>
    ignored.has(index + 1) ? "ignored" : never.has(index + 1) ? "never" : "kept",
  );
}

export async function readByFindings(
  ini: string,
  lines: readonly string[],
  others: Readonly<Record<string, string>>,
): Promise<readonly LineResult[]> {
  const text = lines.map((line) => `${line}\n`).join("");
  const { service } = openFiles({
    "pgbouncer.ini": version + ini.replaceAll("DIR", "/data"),
    "hba.conf": text,
    ...others,
  });
  const uri = "file:///data/hba.conf";
  service.open(new SourceDocument(uri, "pg-hba", 1, text));
  const found = new Map((await service.diagnose(uri))?.map(({ rule, line }) => [line, rule]));
  return lines.map((_, line) =>
    found.get(line) === "pgbouncer-hba-line-ignored"
      ? "ignored"
      : found.get(line) === "pgbouncer-hba-never-matches"
        ? "never"
        : "kept",
  );
}
