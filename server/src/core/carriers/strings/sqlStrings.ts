import { connectionKeyword } from "../../data/connectionKeywords.ts";
import { wrapperOptions } from "../../data/wrapperOptions.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { isConnectionUri } from "../../syntax/connection/connectionString.ts";
import { type FoundParameter, type FoundString, foundParameters, foundText } from "./foundString.ts";
import type { MappedText } from "./mappedText.ts";
import { type SqlToken, sqlTokens } from "./sqlTokens.ts";

/** The connection strings in SQL: of subscriptions, also pglogical's, of `dblink`, and the options of foreign servers and user mappings. */
export function sqlStrings(source: string): readonly FoundString[] {
  return [...inSql(source, 0, source.length, 0)];
}

/** Strings between dollars within each other at the most: a function in a `DO` block in a script. */
const maxDepth = 4;

function* inSql(source: string, start: number, end: number, depth: number): Iterable<FoundString> {
  const bodies: MappedText[] = [];
  let statement: SqlToken[] = [];
  for (const token of sqlTokens(source, start, end)) {
    if (token.isDollar && token.value) bodies.push(token.value);
    if (token.text !== ";" || token.kind !== "sign") {
      if (statement.length < maxTokens) statement.push(token);
      continue;
    }
    yield* inStatement(statement);
    statement = [];
  }
  yield* inStatement(statement);
  if (depth < maxDepth)
    for (const { place, text } of bodies)
      if (/connection|dblink|options/i.test(text)) yield* inSql(source, place.from, place.to, depth + 1);
}

/** Tokens of one statement that are looked at. */
const maxTokens = 10_000;

function* inStatement(tokens: readonly SqlToken[]): Iterable<FoundString> {
  const [first, second, third] = tokens.map(({ text }) => text);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const next = tokens[index + 1];
    if (token.text === "connection" && second === "subscription" && next?.value)
      yield foundText(next.value, "command");
    else if (/^(?:provider_)?dsn$/.test(token.text)) {
      const value = argumentOf(tokens, index + 1);
      if (value) yield foundText(value, "command");
    } else if (token.text === "options" && next?.text === "(" && (first === "create" || first === "alter")) {
      const isMapping = second === "user" && third === "mapping";
      if (second === "server" || isMapping) yield* options(tokens, index + 2, wrapperOf(tokens));
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

/** The wrapper of a `CREATE SERVER`, which decides about the options; `undefined` where another command named it. */
function wrapperOf(tokens: readonly SqlToken[]): string | undefined {
  const index = tokens.findIndex(({ text }) => text === "wrapper");
  return index < 0 ? undefined : tokens[index + 1]?.text;
}

function* options(
  tokens: readonly SqlToken[],
  start: number,
  wrapper: string | undefined,
): Iterable<FoundString> {
  const isLibpq = wrapper === "postgres_fdw" || wrapper === "dblink_fdw";
  const found: FoundParameter[] = [];
  for (let index = start; index < tokens.length && tokens[index]?.text !== ")"; index++) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (token?.kind === "word" && token.name && next?.value)
      found.push({ name: token.name, value: next.value });
  }
  if (found.length > 0)
    yield foundParameters(found, "foreign-server", (name, version) => optionKeyword(name, version, isLibpq));
}

/** The keyword of libpq that an option gives; of a wrapper that is not known only what no other library calls so. */
function optionKeyword(name: string, version: ServerVersion, isLibpq: boolean): string | undefined {
  if (isLibpq) return wrapperOptions.has(name) ? undefined : name;
  const keyword = connectionKeyword(name, version);
  return keyword?.isTls || keyword?.isSecret ? name : undefined;
}
