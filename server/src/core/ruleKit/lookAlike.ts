import { hbaKeyword } from "../data/hbaKeywords.ts";
import { otherAddresses } from "../data/otherWords.ts";
import type { AuthToken } from "../syntax/authLine.ts";
import { quoteAuth, writeAuth } from "../syntax/quote.ts";
import { latinWord } from "./latinLetters.ts";
import { meantPattern } from "./meantPattern.ts";
import { plainText } from "./plainText.ts";

/** The columns of names in pg_hba.conf and pg_ident.conf. */
export type NameColumn = "database" | "user" | "address" | "system-user" | "database-user";

/** A word that loads as a plain name and was hardly meant as one. */
export interface LookAlike {
  /** What is wrong with it, after the word itself: `has single quotes, which …`. */
  readonly problem: string;
  /** What to write instead, to follow "write". */
  readonly advice: string;
  /** The word to write, where one is likely, as the file must hold it. */
  readonly meant?: string;
}

/** Quotation marks of other languages and editors, each with the mark that closes it. */
const foreignMarks: Readonly<Record<string, string>> = {
  "'": "'",
  "`": "`´'",
  "´": "´",
  "“": "”“",
  "”": "”",
  "„": "“”",
  "‘": "’‘",
  "’": "’",
  "«": "»",
  "‹": "›",
};

/** What guides and templates have where a name belongs: `<user>`, `{{ user }}` (as far as its first blank), `${USER}`, `$USER`, `your_user`. */
const placeholder = /^(?:<.+>|\{.*\}|\$\{.+\}|\$\([^)]+\)|\$[A-Za-z_]\w*|your[_-]\w+)$/i;

/** Nearly all names have nothing in them in which a look-alike shows. */
const ordinary = /^(?!any|every|public|your)[\w@.-]+$/i;

/** Words of other programs for everyone and everything; PostgreSQL reserves `public` and lets no role be called so. */
const everything: ReadonlySet<string> = new Set(["*", "%", "*.*", "any", "everyone", "everybody", "anyone"]);

/**
 * What a word looks like that is a plain name to the server: quoted in a foreign way, a wildcard, another program's word
 * for everyone, a regular expression without its slash, a list with a foreign separator. `undefined` for an honest name.
 * @param hasPatterns whether the column takes regular expressions and keywords (pg_hba.conf and `database-user`: since 16).
 */
export function lookAlike(token: AuthToken, column: NameColumn, hasPatterns: boolean): LookAlike | undefined {
  const { text, quoted, isUnknown } = token;
  if (isUnknown || text === "") return undefined;
  if (column === "address" && !quoted && Object.hasOwn(otherAddresses, text.toLowerCase())) {
    const meant = otherAddresses[text.toLowerCase()] ?? "all";
    return { problem: "is a plain name, not a keyword", advice: meant, meant };
  }
  if (ordinary.test(text)) return undefined;
  const takesAll = column !== "system-user" && (column !== "database-user" || hasPatterns);
  const all = column === "system-user" ? "/^.*$" : takesAll ? "all" : undefined;
  const isEverything =
    everything.has(text.toLowerCase()) || (column === "user" && text.toLowerCase() === "public");
  if (isEverything && (!quoted || /[*%]/.test(text))) {
    const kind = /[*%]/.test(text) ? "is a plain name, not a wildcard" : "is a plain name, not a keyword";
    // Whom a map lets be which role is a decision.
    if (column === "system-user" || column === "database-user")
      return { problem: kind, advice: all ? `${all} for everyone` : "one line for each role" };
    return { problem: kind, advice: "all", meant: "all" };
  }
  // Quotation marks say that the word is meant as it is.
  if (quoted) return undefined;
  const plain = plainText(text);
  if (plain !== undefined) {
    const meant =
      lookAlike({ ...token, text: plain }, column, hasPatterns)?.meant ??
      (/^[\w.,:/+@-]+$/.test(plain) ? plain : quoteAuth(plain));
    return { problem: "has characters that only look like others", advice: meant, meant };
  }
  const latin = latinWord(text);
  if (latin !== undefined && (/[A-Za-z]/.test(text) || (isColumnOfHba(column) && hbaKeyword(column, latin))))
    return { problem: "has letters of another alphabet", advice: latin, meant: latin };
  const closing = foreignMarks[text.charAt(0)];
  if (closing !== undefined) return quotedOtherwise(text, closing, column);
  const isBracketed = /^\[.*\]$/.test(text);
  if (placeholder.test(text) || (isBracketed && column !== "address")) {
    const inner = text.slice(1, -1);
    const isKeyword = isBracketed && isColumnOfHba(column) && hbaKeyword(column, inner);
    return isKeyword
      ? { problem: "has brackets that belong to the name here", advice: inner, meant: inner }
      : { problem: "looks like a placeholder", advice: "the name that belongs here" };
  }
  const found =
    column === "address" ? undefined : patternLookAlike(text, hasPatterns || column === "system-user");
  if (found) return found;
  if (/^[/+@]/.test(text) && !(column === "address" && text.startsWith("+"))) return undefined;
  if (column !== "address" && /^\^|\.[*+]|\\[dw]/.test(text)) {
    const problem = "is a plain name, not a regular expression, without a leading slash";
    return hasPatterns || column === "system-user"
      ? { problem, advice: `/${text}`, meant: `/${text}` }
      : { problem, advice: "the names one by one" };
  }
  if (column !== "address" && /^[^;|]+[;|][^;|]+/.test(text)) {
    const names = text.split(/[;|]+/).filter((name) => name !== "");
    const isList = column === "database" || column === "user";
    return {
      problem: "is one name",
      advice: isList ? "a comma between names" : "one line for each name",
      ...(isList && { meant: names.join(",") }),
    };
  }
  if (column !== "address" && /^!./.test(text))
    return {
      problem: "is a plain name, since nothing negates one",
      advice: "a record with reject above for those to keep out",
    };
  if (column === "user" && /^%[A-Za-z_][\w-]*$/.test(text))
    return {
      problem: "is a plain name",
      advice: `+${text.slice(1)} for the members of a role`,
      meant: `+${text.slice(1)}`,
    };
  return /[*%]/.test(text) ? wildcard(text, column, hasPatterns) : undefined;
}

/** A regular expression of another program, or a part of one that a comma cut off. */
function patternLookAlike(text: string, hasPatterns: boolean): LookAlike | undefined {
  if (/^\+\/./.test(text))
    return {
      problem: "is a role of that name, as + takes no pattern",
      advice: "+role for its members, or /pattern for names",
    };
  if (/^\{[\w-]+$/.test(text))
    return { problem: "has a brace that belongs to the name here", advice: "the names without braces" };
  if (/^[\w-]+\{\d*$/.test(text))
    return {
      problem: "is one of two names, as the comma separates them",
      advice: hasPatterns ? 'the whole pattern in double quotes, "/^..."' : "the names one by one",
    };
  const pattern = meantPattern(text)?.pattern;
  if (pattern === undefined) return undefined;
  const problem = "is a plain name, not a regular expression";
  const meant = writeAuth(pattern);
  return hasPatterns ? { problem, advice: meant, meant } : { problem, advice: "the names one by one" };
}

function quotedOtherwise(text: string, closing: string, column: NameColumn): LookAlike {
  const problem = "has quotes that belong to the name here";
  const [, name] = /^(['`])([\w-]+)\1@/.exec(text)?.slice(1) ?? [];
  if (name !== undefined)
    return { problem, advice: `${name}; hosts have a column of their own`, meant: name };
  const inner = text.slice(1, -1);
  if (inner === "" || !closing.includes(text.slice(-1)))
    return { problem, advice: "it without, or in double quotes" };
  const isKeyword = isColumnOfHba(column) && hbaKeyword(column, inner);
  const word = isKeyword || /^[\w.:/-]+$/.test(inner) ? inner : quoteAuth(inner);
  return { problem, advice: word, meant: word };
}

function isColumnOfHba(column: NameColumn): column is "database" | "user" | "address" {
  return column === "database" || column === "user" || column === "address";
}

function wildcard(text: string, column: NameColumn, hasPatterns: boolean): LookAlike | undefined {
  const problem = "is a plain name, since wildcards have no meaning";
  if (column === "address") {
    const suffix = /^[*%](\.[^*%]*[^*%.0-9][^*%]*)$/.exec(text)?.[1];
    const meant = suffix ?? starredNetwork(text);
    return meant === undefined
      ? { problem, advice: "a network as address/bits, or .example.com for a domain" }
      : { problem, advice: meant, meant };
  }
  const pattern = `/^${text.replace(/[\\.+?()[\]{}|^$]/g, "\\$&").replace(/[*%]+/g, ".*")}$`;
  return hasPatterns || column === "system-user"
    ? { problem, advice: `the pattern ${pattern}`, meant: pattern }
    : { problem, advice: "the names one by one" };
}

/** The network that `10.1.*` and the like mean. */
function starredNetwork(text: string): string | undefined {
  if (!/^(?:\d{1,3}\.){1,3}[*%](?:\.[*%])*$/.test(text)) return undefined;
  const parts = text.split(/\.?[*%]/, 1)[0]?.split(".") ?? [];
  if (parts.length > 3 || parts.some((part) => Number(part) > 255)) return undefined;
  return `${[...parts, "0", "0", "0"].slice(0, 4).join(".")}/${parts.length * 8}`;
}
