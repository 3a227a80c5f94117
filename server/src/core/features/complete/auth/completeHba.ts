import { authOptions } from "../../../data/authOptions.ts";
import { connectionType, connectionTypes } from "../../../data/connectionTypes.ts";
import { hbaKeywords } from "../../../data/hbaKeywords.ts";
import { numericAddress } from "../../../model/address.ts";
import type { Completion } from "../../../model/completion.ts";
import { scanAuthLine } from "../../../syntax/authLine.ts";
import { includeDirective } from "../../../syntax/authReference.ts";
import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import { type HbaPosition, hbaAt, readHbaRecord } from "../../../syntax/hba/readHbaRecord.ts";
import { documentationKey } from "../documentation.ts";
import type { Scope } from "../scope.ts";
import { snippetProposals } from "../snippets.ts";
import { type Proposals, sortKey, type Word } from "../word.ts";
import { addressProposals, maskProposals } from "./addressProposals.ts";
import { authWord, directiveProposals, fileTarget, proposals, usedWords } from "./authProposals.ts";
import { methodProposals } from "./methodProposals.ts";
import { withNextColumn } from "./nextColumn.ts";
import { optionProposals } from "./optionProposals.ts";

/** What the proposals for a column of pg_hba.conf depend on. */
export interface HbaQuestion {
  readonly scope: Scope;
  readonly record: HbaRecord;
  readonly at: HbaPosition;
  readonly word: Word;
}

/** Proposals for every column of pg_hba.conf, by what is to its left. */
export function completeHba(scope: Scope): Proposals | undefined {
  const { context, records } = scope.snapshot;
  const line = scanAuthLine(records.document.lines, scope.line, context.serverVersion);
  const record = readHbaRecord(line, context);
  const at = hbaAt(record, scope.offset);
  if (!at) return undefined;
  const path = fileTarget(scope, line, at);
  if (path) return path;
  if (at.column === "option") return optionProposals(scope, record, at);
  const word = authWord(line, at.token, scope.offset);
  const items = columns[at.column]?.({ scope, record, at, word });
  return (
    items &&
    proposals(
      word,
      withNextColumn(scope, line, word, items, (item) => columnBehind(at.column, item, record)),
    )
  );
}

/** The column, as the formatter counts them, that follows a proposal for another one; only methods that need options have one. */
function columnBehind(column: string, { label }: Completion, { type }: HbaRecord): number | undefined {
  switch (column) {
    case "type":
      return includeDirective(label) ? -1 : 1;
    case "database":
      return 2;
    case "user":
      return type?.tokens[0]?.text === "local" ? 5 : 3;
    case "address":
      return numericAddress(label) && !label.includes("/") ? 4 : 5;
    case "mask":
      return 5;
    default:
      return authOptions.some(({ methods, required }) => required && methods?.includes(label))
        ? 6
        : undefined;
  }
}

const columns: Readonly<Record<string, (question: HbaQuestion) => Completion[]>> = {
  type: typeProposals,
  database: (question) => nameProposals("database", 1, question),
  user: (question) => nameProposals("user", 2, question),
  address: addressProposals,
  mask: maskProposals,
  method: methodProposals,
};

function typeProposals({ scope, record, at }: HbaQuestion): Completion[] {
  const { serverVersion, build } = scope.snapshot.context;
  const types = connectionTypes.map(({ name, buildFeature }, index): Completion => {
    const isIdle = buildFeature !== undefined && !build.has(buildFeature);
    return {
      label: name,
      kind: "keyword",
      sortText: sortKey(isIdle ? 5 : 0, index),
      ...(isIdle && { detail: "never matches: the server is built without it" }),
      documentationKey: documentationKey("type", serverVersion, name),
    };
  });
  const isAlone = record.line.fields.length === (at.token ? 1 : 0);
  return isAlone ? [...types, ...directiveProposals(scope), ...snippetProposals(scope)] : types;
}

function nameProposals(
  column: "database" | "user",
  fieldIndex: number,
  { scope, word, at, record }: HbaQuestion,
): Completion[] {
  const { serverVersion } = scope.snapshot.context;
  const given = new Set(record[column]?.tokens.filter((token) => token !== at.token).map(({ text }) => text));
  const keywords = hbaKeywords
    .filter((keyword) => keyword.column === column && !given.has(keyword.name))
    .map(
      ({ name }, index): Completion => ({
        label: name,
        kind: "keyword",
        sortText: sortKey(0, index),
        ...(name === "samegroup" && { deprecated: true }),
        documentationKey: documentationKey(column, serverVersion, name),
      }),
    );
  const used = usedWords(scope, word, keywords, (fields) =>
    connectionType(fields[0] ?? "") ? fields[fieldIndex] : undefined,
  );
  const items = [...keywords, ...used.filter(({ label }) => !given.has(label))];
  // Quotation marks take a keyword's meaning away.
  return word.isQuoted ? [] : items;
}
