import type { Completion } from "../../../model/completion.ts";
import { existsIn } from "../../../model/serverVersion.ts";
import { scanAuthLine } from "../../../syntax/authLine.ts";
import { includeDirective } from "../../../syntax/authReference.ts";
import { identAt, readIdentRecord } from "../../../syntax/ident/readIdentRecord.ts";
import type { Scope } from "../scope.ts";
import { snippetProposals } from "../snippets.ts";
import { type Proposals, sortKey } from "../word.ts";
import { authWord, directiveProposals, fileTarget, proposals, usedWords, words } from "./authProposals.ts";
import { withNextColumn } from "./nextColumn.ts";

/** Proposals for every column of pg_ident.conf. */
export function completeIdent(scope: Scope): Proposals | undefined {
  const { context, records } = scope.snapshot;
  const line = scanAuthLine(records.document.lines, scope.line, context.serverVersion);
  const record = readIdentRecord(line, context);
  const at = identAt(record, scope.offset);
  if (!at) return undefined;
  const path = fileTarget(scope, line, at);
  if (path) return path;
  const word = authWord(line, at.token, scope.offset);
  switch (at.column) {
    case "map": {
      const maps = words(
        [...(context.identMaps ?? [])].filter((map) => map !== at.token?.text),
        0,
        "name",
        word,
      );
      const isAlone = line.fields.length === (at.token ? 1 : 0);
      const rest = isAlone ? [...directiveProposals(scope), ...snippetProposals(scope)] : [];
      return proposals(
        word,
        withNextColumn(scope, line, word, [...maps, ...rest], ({ label }) =>
          includeDirective(label) ? -1 : 1,
        ),
      );
    }
    case "systemUser":
      return proposals(
        word,
        withNextColumn(
          scope,
          line,
          word,
          usedWords(scope, word, [], (fields) => fields[1]),
          () => 2,
        ),
      );
    case "databaseUser": {
      const isRegex = record.systemUser?.tokens[0]?.text.startsWith("/") ?? false;
      const known = [
        ...(isRegex ? [capture] : []),
        ...(existsIn({ since: 16 }, context.serverVersion) && !word.isQuoted ? [anyRole] : []),
      ];
      const used = usedWords(scope, word, known, (fields) => fields[2]);
      return proposals(word, [...known, ...used.filter(({ label }) => isRegex || !label.includes("\\1"))]);
    }
    default:
      return undefined;
  }
}

const capture: Completion = {
  label: "\\1",
  kind: "value",
  detail: "what the first parentheses of the expression match",
  sortText: sortKey(0, 0),
};

const anyRole: Completion = { label: "all", kind: "keyword", detail: "any role", sortText: sortKey(1, 0) };
