import { type Captures, type Grammar, oneOf, type Pattern } from "./grammar.ts";

/** The words that the grammar of pg_hba.conf knows; they come from the tables of the core. */
export interface AuthenticationWords {
  readonly connectionTypes: readonly string[];
  readonly methods: readonly string[];
  readonly options: readonly string[];
  readonly keywordsOf: (column: "database" | "user" | "address") => readonly string[];
}

/** One token: words and quoted pieces without a blank between them. */
const token = '(?:"[^"]*"|\\\\(?!$)|[^\\s",#\\\\])+';
/** One field: tokens joined by commas; a blank may follow a comma. */
const list = `${token}(?:,[ \\t]*${token})*,?`;
/** Between fields. */
const gap = "[ \\t,]+";
/** The server reads a line on when a backslash ends it. The tokenizer also sees an end behind the line break. */
const lineEnd = "(?<![\\\\\\n])$";
const wordEnd = '(?=[\\s,"#]|$)';

/** The grammars of the files that share the server's tokenizer. */
export function authenticationGrammars(words: AuthenticationWords): readonly Grammar[] {
  return [hba(words), ident(), hosts()];
}

function hba({ connectionTypes, methods, options, keywordsOf }: AuthenticationWords): Grammar {
  const language = "pg-hba";
  const method: Pattern = {
    name: `entity.name.function.method.${language}`,
    match: `(?<![^\\s,"])${oneOf(methods)}${wordEnd}`,
  };
  const option: Pattern = {
    match: `(?<![^\\s,"])(?:(${oneOf(options)})|([\\w.]+))(=)(${token})?`,
    captures: {
      1: { name: `variable.parameter.option.${language}` },
      2: { name: `variable.other.option.${language}` },
      3: { name: `keyword.operator.assignment.${language}` },
      4: { name: `string.unquoted.value.${language}`, patterns: [quoted(language)] },
    },
  };
  const names = (column: string, keywords: readonly string[]): Pattern => ({
    name: `${column}.${language}`,
    patterns: nameParts(language, keywords),
  });
  const databases = names("entity.name.type.database", keywordsOf("database"));
  const users = names("variable.other.user", keywordsOf("user"));
  const address = names("constant.numeric.address", keywordsOf("address"));
  const mask = "[0-9a-fA-F]*[.:][0-9a-fA-F.:]*";
  const record = (types: readonly string[], columns: string, captures: Captures): Pattern => ({
    begin: `^[ \\t,]*(${oneOf(types)})${wordEnd}`,
    beginCaptures: { 1: { name: `keyword.control.connection-type.${language}` } },
    end: lineEnd,
    patterns: [
      { match: `\\G${gap}${columns}`, captures },
      comment(language),
      continuation(language),
      quoted(language),
      option,
      method,
    ],
  });
  return grammar("PostgreSQL pg_hba.conf", language, [
    comment(language),
    include(language),
    record(["local"], `(${list})${gap}(${list})`, { 1: databases, 2: users }),
    record(
      connectionTypes.filter((type) => type !== "local"),
      `(${list})${gap}(${list})(?:${gap}(${token}(?:,${token})*)(?:${gap}(${mask})(?=\\s))?)?`,
      { 1: databases, 2: users, 3: address, 4: { name: `constant.numeric.mask.${language}` } },
    ),
    quoted(language),
    continuation(language),
  ]);
}

function ident(): Grammar {
  const language = "pg-ident";
  return grammar("PostgreSQL pg_ident.conf", language, [
    comment(language),
    include(language),
    {
      match: `^[ \\t,]*(${token})${gap}(${token})(?:${gap}(${list}))?`,
      captures: {
        1: { name: `entity.name.function.map.${language}`, patterns: [quoted(language)] },
        2: { name: `string.unquoted.system-user.${language}`, patterns: nameParts(language, []) },
        3: { name: `variable.other.user.${language}`, patterns: nameParts(language, ["all"]) },
      },
    },
    { match: `^[ \\t,]*(${token})`, captures: { 1: { name: `entity.name.function.map.${language}` } } },
    quoted(language),
    continuation(language),
  ]);
}

function hosts(): Grammar {
  const language = "pg-hosts";
  const path: Pattern = { name: `string.unquoted.path.${language}`, patterns: [quoted(language)] };
  const special: Pattern = {
    name: `constant.language.${language}`,
    match: `(?<![^\\s,"])(?:\\*|/no_sni/)${wordEnd}`,
  };
  return grammar("PostgreSQL pg_hosts.conf", language, [
    comment(language),
    include(language),
    {
      match: `^[ \\t,]*(${list})${`(?:${gap}(${token}))?`.repeat(5)}`,
      captures: {
        1: { name: `entity.name.type.host.${language}`, patterns: [special, quoted(language)] },
        2: path,
        3: path,
        4: path,
        5: { name: `string.unquoted.command.${language}`, patterns: [quoted(language)] },
        6: { name: `constant.language.boolean.${language}` },
      },
    },
    quoted(language),
    continuation(language),
  ]);
}

/** What may name a database or a role: a keyword, a role's members, a file of names, a regular expression. */
function nameParts(language: string, keywords: readonly string[]): readonly Pattern[] {
  const start = "(?<![^\\s,])";
  return [
    { name: `string.regexp.${language}`, match: `${start}(?:/(?:"[^"]*"|[^\\s",#])*|"/[^"]*")` },
    quoted(language),
    ...(keywords.length > 0
      ? [{ name: `constant.language.${language}`, match: `${start}${oneOf(keywords)}${wordEnd}` }]
      : []),
    { name: `keyword.operator.${language}`, match: `${start}[+@]` },
    { name: `punctuation.separator.${language}`, match: "," },
  ];
}

function grammar(name: string, language: string, patterns: readonly Pattern[]): Grammar {
  return { name, scopeName: `source.${language}`, patterns };
}

function comment(language: string): Pattern {
  return { name: `comment.line.number-sign.${language}`, begin: "#", end: lineEnd };
}

function continuation(language: string): Pattern {
  return { name: `constant.character.escape.line-continuation.${language}`, match: "\\\\$" };
}

function quoted(language: string): Pattern {
  return {
    name: `string.quoted.double.${language}`,
    begin: '"',
    end: `"|${lineEnd}`,
    patterns: [{ name: `constant.character.escape.${language}`, match: '""' }],
  };
}

function include(language: string): Pattern {
  return {
    match: `^[ \\t,]*(include_if_exists|include_dir|include)${gap}(${token})(?=[ \\t]*(?:#|$))`,
    captures: {
      1: { name: `keyword.control.include.${language}` },
      2: { name: `string.unquoted.path.${language}`, patterns: [quoted(language)] },
    },
  };
}
