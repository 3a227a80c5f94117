import { isConnectionUri } from "../../syntax/connection/connectionString.ts";
import {
  type ForeignObject,
  foreignObject,
  foreignOptions,
  noteWrapper,
  type WrappersByServer,
} from "./foreignServers.ts";
import { type FoundString, foundText } from "./foundString.ts";
import type { MappedText } from "./mappedText.ts";
import { type SqlToken, sqlTokens } from "./sqlTokens.ts";

/** The connection strings in SQL: of subscriptions, also pglogical's, of `dblink`, and the options of foreign servers and user mappings. */
export function sqlStrings(source: string): readonly FoundString[] {
  const found: FoundString[] = [];
  const foreign: { readonly statement: readonly SqlToken[]; readonly object: ForeignObject }[] = [];
  const wrappers: WrappersByServer = new Map();
  for (const statement of statements(source, 0, source.length, 0)) {
    const object = foreignObject(statement);
    if (object) {
      foreign.push({ statement, object });
      noteWrapper(object, wrappers);
    } else found.push(...inStatement(statement));
  }
  for (const { statement, object } of foreign) found.push(...foreignOptions(statement, object, wrappers));
  return found.sort((a, b) => a.place.from - b.place.from);
}

/** Strings between dollars within each other at the most: a function in a `DO` block in a script. */
const maxDepth = 4;

function* statements(
  source: string,
  start: number,
  end: number,
  depth: number,
): Iterable<readonly SqlToken[]> {
  const bodies: MappedText[] = [];
  let statement: SqlToken[] = [];
  for (const token of sqlTokens(source, start, end)) {
    if (token.isDollar && token.value) bodies.push(token.value);
    if (token.text !== ";" || token.kind !== "sign") {
      if (statement.length < maxTokens) statement.push(token);
      continue;
    }
    yield statement;
    statement = [];
  }
  yield statement;
  if (depth < maxDepth)
    for (const { place, text } of bodies)
      if (/connection|dblink|options/i.test(text)) yield* statements(source, place.from, place.to, depth + 1);
}

/** Tokens of one statement that are looked at. */
const maxTokens = 10_000;

function* inStatement(tokens: readonly SqlToken[]): Iterable<FoundString> {
  const isSubscription = tokens[1]?.text === "subscription";
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const next = tokens[index + 1];
    if (token.text === "connection" && isSubscription && next?.value) yield foundText(next.value, "command");
    else if (/^(?:provider_)?dsn$/.test(token.text)) {
      const value = argumentOf(tokens, index + 1);
      if (value) yield foundText(value, "command");
    } else if (next?.text === "(" && dblink.test(token.text)) {
      const isConnect = token.text.startsWith("dblink_connect");
      for (const value of firstArguments(tokens, index + 2, isConnect ? 2 : 1))
        if (value.text.includes("=") || isConnectionUri(value.text)) yield foundText(value, "command");
    }
  }
}

/** The string that `:=` or `=>` gives to a named argument. */
function argumentOf(tokens: readonly SqlToken[], start: number): MappedText | undefined {
  const sign = tokens.slice(start, start + 2).map(({ text }) => text);
  return [":=", "=>"].includes(sign.join("")) ? tokens[start + 2]?.value : undefined;
}

/** The functions of `dblink` that take a connection string first, or second. */
const dblink = /^dblink(?:_connect|_connect_u|_exec)?$/;

/** Arguments that are one string each, from the first on. */
function firstArguments(tokens: readonly SqlToken[], start: number, count: number): readonly MappedText[] {
  const found: MappedText[] = [];
  for (let index = start; found.length < count; index += 2) {
    const { value } = tokens[index] ?? {};
    const after = tokens[index + 1]?.text;
    if (!value || (after !== "," && after !== ")")) break;
    found.push(value);
    if (after === ")") break;
  }
  return found;
}
