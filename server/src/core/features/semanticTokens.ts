import type { Findings } from "../check/checker.ts";
import { fileSettings } from "../cluster/fileSettings.ts";
import { blankEntry } from "../cluster/recordSummary.ts";
import { recordLine } from "../cluster/records.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import { authMethod } from "../data/authMethods.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { hbaKeyword } from "../data/hbaKeywords.ts";
import { foldSettingName } from "../data/settingName.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { SemanticToken, SemanticTokenType } from "../model/semanticToken.ts";
import { existsIn, type ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { hbaRuleUnreachable } from "../rules/hbaRuleUnreachable.ts";
import { type AuthLine, type AuthToken, scanAuthLine } from "../syntax/authLine.ts";
import { namesIncluded } from "../syntax/authPosition.ts";
import { includeDirective, isReference } from "../syntax/authReference.ts";
import { includeKind, scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { methodIndex } from "../syntax/hba/readHbaRecord.ts";

/** Records of a document that are described at the most, since an editor requests all after each edit; the grammar colours the rest. */
const maxRecords = 5_000;

/** The words of a document whose meaning a grammar cannot know, or of the records that start between two lines. */
export function semanticTokens(
  { records, context }: Snapshot,
  findings: Findings,
  firstLine = 0,
  lastLine = Number.POSITIVE_INFINITY,
): readonly SemanticToken[] {
  const { uri, language, lines } = records.document;
  const { serverVersion } = context;
  const unreachable = new Set<number>();
  const deprecated = new Map<number, Span[]>();
  for (const { line, rule, tag, span } of findings.shown(uri)) {
    if (rule === hbaRuleUnreachable.id) unreachable.add(line);
    if (tag === "deprecated") deprecated.set(line, [...(deprecated.get(line) ?? []), span]);
  }
  const found: SemanticToken[] = [];
  let count = 0;
  for (
    let line = recordLine(records, firstLine);
    line <= lastLine && line < lines.length && count < maxRecords;
  ) {
    const entry = records.entries[line];
    if (entry !== blankEntry) {
      count++;
      const words =
        language === "postgresql-conf"
          ? wordsOfSetting(lines, line)
          : wordsOf[language](scanAuthLine(lines, line, serverVersion), serverVersion);
      for (const { span, type } of words) {
        const isOld = deprecated.get(line)?.some(({ start, end }) => start <= span.start && span.end <= end);
        const modifiers = [
          ...(isOld ? (["deprecated"] as const) : []),
          ...(unreachable.has(line) ? (["unreachable"] as const) : []),
        ];
        if (span.end > span.start && !isBroken(lines, line, span))
          found.push({ line, span, type, modifiers });
      }
    }
    line += Math.max(entry?.lineCount ?? 1, 1);
  }
  return found;
}

interface SemanticWord {
  readonly span: Span;
  readonly type: SemanticTokenType;
}

type WordsOf = (line: AuthLine, version: ServerVersion) => SemanticWord[];

const wordsOf: Readonly<Record<AuthLanguage, WordsOf>> = {
  "pg-hba": (line, version) => {
    const { fields } = line;
    const method = methodIndex(fields);
    return inColumns(line, version, (token, column) => {
      if (column === 0) return connectionType(token.text) ? "keyword" : undefined;
      if (column === 1) return nameType(token, "database");
      if (column === 2) return nameType(token, "user");
      if (column < method) return !token.quoted && hbaKeyword("address", token.text) ? "keyword" : "address";
      if (column === method) return authMethod(token.text, version) ? "authMethod" : undefined;
      return "option";
    });
  },
  "pg-ident": (line, version) =>
    inColumns(line, version, (token, column) => {
      if (column === 0) return "map";
      if (column === 1) return token.text.startsWith("/") ? "regexp" : "systemUser";
      if (column > 2) return undefined;
      const isAny = token.text === "all" && !token.quoted && existsIn({ since: 16 }, version);
      return isAny ? "keyword" : "role";
    }),
  "pg-hosts": (line, version) =>
    inColumns(line, version, (token, column) => {
      if (column === 0) return token.text === "*" || token.text === "/no_sni/" ? "keyword" : "host";
      return column < 4 ? "path" : undefined;
    }),
};

/** The words of a record by their columns; includes and names of files are the same in all authentication files. */
function inColumns(
  { text, fields }: AuthLine,
  version: ServerVersion,
  typeOf: (token: AuthToken, column: number) => SemanticTokenType | undefined,
): SemanticWord[] {
  const isInclude =
    existsIn({ since: 16 }, version) &&
    namesIncluded(fields, 1) &&
    includeDirective(fields[0]?.tokens[0]?.text ?? "") !== undefined;
  return fields.flatMap(({ tokens }, column) =>
    tokens.flatMap((token): SemanticWord[] => {
      const { span } = token;
      if (isInclude) return [{ span, type: column === 0 ? "keyword" : "path" }];
      if (isReference(token)) return [{ span, type: "path" }];
      const type = typeOf(token, column);
      if (!type) return [];
      if (type !== "option") return [{ span, type }];
      const sign = text.slice(span.start, span.end).indexOf("=");
      if (sign < 0) return [];
      const at = span.start + sign;
      return [
        { span: { start: span.start, end: at }, type },
        { span: { start: at + 1, end: span.end }, type: "value" },
      ];
    }),
  );
}

function nameType(token: AuthToken, column: "database" | "user"): SemanticTokenType {
  if (token.text.startsWith("/")) return "regexp";
  if (!token.quoted && hbaKeyword(column, token.text)) return "keyword";
  return column === "database" ? "database" : "role";
}

function wordsOfSetting(lines: readonly string[], at: number): SemanticWord[] {
  const { name, value, syntaxError } = scanConfLine(lines, at);
  if (!name || syntaxError?.expected === "name") return [];
  const isInclude = includeKind(name.text) !== undefined;
  const isFile = isInclude || files.includes(foldSettingName(name.text));
  return [
    { span: name.span, type: isInclude ? "keyword" : "setting" },
    ...(value && isFile && !syntaxError ? [{ span: value.span, type: "path" as const }] : []),
  ];
}

const files: readonly string[] = [...fileSettings, "hba_file", "ident_file", "hosts_file", "data_directory"];

/** Words that go on in another line are left to the grammar: not all editors take them. */
function isBroken(lines: readonly string[], line: number, { start, end }: Span): boolean {
  let offset = 0;
  for (let at = line; at < lines.length; at++) {
    const next = offset + (lines[at]?.length ?? 0);
    if (start < next) return end > next;
    offset = next;
  }
  return false;
}
