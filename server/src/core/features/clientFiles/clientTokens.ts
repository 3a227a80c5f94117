import { connectionKeyword } from "../../data/connectionKeywords.ts";
import type { SemanticToken, SemanticTokenType } from "../../model/semanticToken.ts";
import type { Span } from "../../model/span.ts";
import { readPassFile } from "../../syntax/connection/readPassFile.ts";
import { type ClientState, placeOf } from "./clientDocument.ts";

/** What the words of a client's file mean, of all or of those between two lines. The grammar colours the rest, and passwords. */
export function clientTokens(
  state: ClientState,
  firstLine = 0,
  lastLine = Number.POSITIVE_INFINITY,
): readonly SemanticToken[] {
  const found = state.document.language === "pgpass" ? passTokens(state) : serviceTokens(state);
  return found.filter(({ line, span }) => firstLine <= line && line <= lastLine && span.end > span.start);
}

function serviceTokens(state: ClientState): readonly SemanticToken[] {
  const { services, version } = state;
  const token = (span: Span, type: SemanticTokenType): SemanticToken => ({
    ...placeOf(state, span),
    type,
    modifiers: [],
  });
  return services.sections.flatMap(({ nameSpan, parameters }) => [
    token({ start: nameSpan.start - 1, end: nameSpan.end + 1 }, "keyword"),
    ...parameters.flatMap(({ name, nameSpan, valueSpan }) => {
      const keyword = connectionKeyword(name, version);
      if (!keyword || !nameSpan) return [];
      const setting = token(nameSpan, "setting");
      if (!valueSpan || name === "password") return [setting];
      return [setting, token(valueSpan, typeOf(name, keyword.file))];
    }),
  ]);
}

function typeOf(keyword: string, file: unknown): SemanticTokenType {
  return Object.hasOwn(valueTypes, keyword)
    ? valueTypes[keyword as keyof typeof valueTypes]
    : file
      ? "path"
      : "value";
}

const valueTypes = { host: "host", hostaddr: "host", dbname: "database", user: "role" } as const;

/** The types of the fields before the password. */
const passTypes: readonly SemanticTokenType[] = ["host", "value", "database", "role"];

function passTokens({ lines }: ClientState): readonly SemanticToken[] {
  return readPassFile(lines).flatMap(({ line, fields, password }) =>
    fields.flatMap(({ span, any }, index): SemanticToken[] => {
      const type = passTypes[index];
      return type && password ? [{ line, span, type: any ? "keyword" : type, modifiers: [] }] : [];
    }),
  );
}
