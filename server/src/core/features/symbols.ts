import { blankEntry, type Entry, identMapAt } from "../cluster/recordSummary.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import { connectionTypes } from "../data/connectionTypes.ts";
import type { AuthLanguage, Language } from "../model/language.ts";
import type { OutlineSymbol } from "../model/outline.ts";
import type { Span } from "../model/span.ts";
import { shortened } from "../model/withoutControls.ts";
import { type AuthField, type AuthLine, scanAuthLine } from "../syntax/authLine.ts";
import { methodIndex } from "../syntax/hba/readHbaRecord.ts";
import { maskSecrets, secretSpans } from "../syntax/secrets.ts";
import { type Headline, headlineAt, titleOf } from "./folding.ts";

/**
 * The outline of a document: its records, those of pg_ident.conf under the map that they belong to, those of pg_hba.conf under
 * the connection type that they share with their neighbours. Of a file that is so
 * long that nobody would find anything in its outline only the first part is shown, since editors request it at every pause.
 */
export function symbols({ records, context }: Snapshot): readonly OutlineSymbol[] {
  const { lines, language } = records.document;
  const found: OutlineSymbol[] = [];
  for (const [line, entry] of records.entries.entries()) {
    if (entry === blankEntry || entry.lineCount === 0) continue;
    if (found.length === maxSymbols) {
      found.push(rest(line, lines.length));
      break;
    }
    const symbol =
      language === "postgresql-conf"
        ? ofSetting(entry)
        : (ofInclude(entry) ?? readers[language](scanAuthLine(lines, line, context.serverVersion)));
    if (symbol)
      found.push({ ...shownSymbol(symbol, entry, language), line, lastLine: line + entry.lineCount - 1 });
  }
  if (language === "postgresql-conf") return bySection(found, lines);
  if (language === "pg-hba") return byType(found);
  if (language !== "pg-ident") return found;
  return byMap(found, ({ kind, line }) => (kind === "mapping" ? identMapAt(records, line) : undefined));
}

const maxSymbols = 5000;

/** One entry for the lines that are left out. */
function rest(line: number, lineCount: number): OutlineSymbol {
  const name = `… ${lineCount - line} more lines`;
  return { name, kind: "rest", line, lastLine: lineCount - 1, span: { start: 0, end: 0 } };
}

type Unplaced = Omit<OutlineSymbol, "line" | "lastLine">;

function ofInclude({ summary }: Entry): Unplaced | undefined {
  const include = summary?.references?.find(({ kind }) => kind !== "tokens");
  return include && { name: `${include.kind} ${include.path}`, kind: "include", span: include.span };
}

function ofSetting(entry: Entry): Unplaced | undefined {
  const { setting } = entry.summary ?? {};
  return setting
    ? { name: setting.name, detail: setting.value, kind: "setting", span: setting.nameSpan }
    : ofInclude(entry);
}

/** A symbol as an outline shows it: long words in part, and of a password only that there is one. */
function shownSymbol(
  { name, detail, ...symbol }: Unplaced,
  { summary }: Entry,
  language: Language,
): Unplaced {
  const isSecret =
    summary?.setting && summary.mayHoldSecret && secretSpans(language, `${name} = ${detail}`).length > 0;
  const shown = (text: string) =>
    shortened(summary?.mayHoldSecret ? maskSecrets(language, text) : text, maxText);
  return { ...symbol, name: shown(name), ...(detail && { detail: isSecret ? "…" : shown(detail) }) };
}

/** Characters of a symbol's name, and of its detail. */
const maxText = 200;

/** A rule by its columns up to the method; the options beside them. */
function ofRule(line: AuthLine): Unplaced | undefined {
  const columns = line.fields.slice(0, methodIndex(line.fields) + 1);
  const span = around(columns);
  if (!span) return undefined;
  const options = line.fields.slice(columns.length);
  const detail = inOrder(line, options);
  return { name: inOrder(line, columns), ...(detail && { detail }), kind: "rule", span };
}

/** One line of a map: who may be whom. */
function ofMapping(line: AuthLine): Unplaced | undefined {
  const [map, systemUser, databaseUser] = line.fields;
  const span = around(line.fields);
  if (!map || !span) return undefined;
  const [from, to] = [systemUser, databaseUser].map((field) => (field ? inOrder(line, [field]) : "?"));
  return { name: `${from} → ${to}`, kind: "mapping", span };
}

/** A line of pg_hosts.conf by the names that it is for. */
function ofHost(line: AuthLine): Unplaced | undefined {
  const [names, certificate] = line.fields;
  if (!names) return undefined;
  const detail = certificate && inOrder(line, [certificate]);
  return { name: inOrder(line, [names]), ...(detail && { detail }), kind: "host", span: names.span };
}

const readers: Readonly<Record<AuthLanguage, (line: AuthLine) => Unplaced | undefined>> = {
  "pg-hba": ofRule,
  "pg-ident": ofMapping,
  "pg-hosts": ofHost,
};

/** Puts records beneath their maps, in the order in which these first occur; what has no map stays where it is. */
function byMap(
  records: readonly OutlineSymbol[],
  mapOf: (record: OutlineSymbol) => string | undefined,
): OutlineSymbol[] {
  const groups = new Map<string | OutlineSymbol, OutlineSymbol[]>();
  for (const record of records) {
    const key = mapOf(record) ?? record;
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return [...groups].map(([key, children]) => {
    if (typeof key !== "string") return key;
    const { line = 0, span = { start: 0, end: 0 } } = children[0] ?? {};
    return {
      name: shortened(key, maxText),
      kind: "map",
      line,
      lastLine: children.at(-1)?.lastLine ?? line,
      span,
      children,
    };
  });
}

/** Puts records of one connection type that follow each other beneath it: their order decides, so that others are not moved there. */
function byType(records: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  const found: OutlineSymbol[] = [];
  for (let first = 0; first < records.length; ) {
    const type = typeOf(records[first]);
    let end = first + 1;
    while (type !== undefined && typeOf(records[end]) === type) end++;
    const run = records.slice(first, end);
    found.push(...(type !== undefined && run.length > 1 ? [typeGroup(type, run)] : run));
    first = end;
  }
  return found;
}

function typeOf(symbol: OutlineSymbol | undefined): string | undefined {
  const word = symbol?.kind === "rule" ? symbol.name.split(" ", 1)[0] : undefined;
  return connectionTypes.find(({ name }) => name === word)?.name;
}

function typeGroup(type: string, children: readonly OutlineSymbol[]): OutlineSymbol {
  const { line = 0, span = { start: 0, end: 0 } } = children[0] ?? {};
  const lastLine = children.at(-1)?.lastLine ?? line;
  return {
    name: type,
    detail: `${children.length} records`,
    kind: "section",
    line,
    lastLine,
    span,
    children,
  };
}

/** Puts settings beneath the headlines that they are under; headlines without settings are left out. */
function bySection(settings: readonly OutlineSymbol[], lines: readonly string[]): readonly OutlineSymbol[] {
  const roots: OutlineSymbol[] = [];
  let open: { readonly headline: Headline; readonly line: number; group?: Group }[] = [];
  let line = 0;
  for (const setting of settings) {
    for (; line < setting.line; line++) {
      const headline = headlineAt(lines, line);
      if (!headline) continue;
      open = [...open.filter((one) => one.headline.level < headline.level), { headline, line }];
      line = headline.lastLine;
    }
    let children = roots;
    for (const section of open) {
      section.group ??= addGroup(children, titleOf(lines, section.headline), section.line);
      section.group.lastLine = setting.lastLine;
      children = section.group.children;
    }
    children.push(setting);
  }
  return roots;
}

type Group = OutlineSymbol & { lastLine: number; readonly children: OutlineSymbol[] };

function addGroup(siblings: OutlineSymbol[], title: string, line: number): Group {
  const name = shortened(title, maxText);
  const group: Group = {
    name,
    kind: "section",
    line,
    lastLine: line,
    span: { start: 0, end: 0 },
    children: [],
  };
  siblings.push(group);
  return group;
}

/** Fields as they are written, one blank between them and none behind commas. */
function inOrder({ text }: AuthLine, fields: readonly AuthField[]): string {
  return fields
    .map(({ tokens }) => tokens.map(({ span }) => text.slice(span.start, span.end)).join(","))
    .join(" ");
}

function around(fields: readonly AuthField[]): Span | undefined {
  const [first] = fields;
  const last = fields.at(-1);
  return first && last && { start: first.span.start, end: last.span.end };
}
