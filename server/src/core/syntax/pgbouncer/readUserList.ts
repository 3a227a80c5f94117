import type { Span } from "../../model/span.ts";
import { closingQuote } from "./closingQuote.ts";

/** A user of the file that `auth_file` names; spans count from the start of the file. The secret itself is never kept. */
export interface ListedUser {
  readonly name: string;
  readonly nameSpan: Span;
  readonly secretSpan: Span;
  readonly secret: "none" | "plain" | "md5" | "scram";
}

/** What ends the reading of the file: nobody below is known. */
export interface UserListFault {
  readonly kind: "quote-missing" | "quote-open" | "secret-missing";
  readonly span: Span;
}

/**
 * Reads the users of `auth_file` as PgBouncer does (`load_auth_file` in `src/loader.c`): `"user" "secret"`, a quote doubled, the rest of a
 * line ignored, `;` at the beginning of a line for a comment. A `#` is none.
 */
export function readUserList(text: string): {
  readonly users: readonly ListedUser[];
  readonly fault?: UserListFault;
} {
  const users: ListedUser[] = [];
  let at = 0;
  const lineEnd = (from: number) => {
    const end = text.indexOf("\n", from);
    return end < 0 ? text.length : end;
  };
  const stop = (kind: UserListFault["kind"], start: number) => ({
    users,
    fault: { kind, span: { start, end: Math.max(trimmedEnd(text, start, lineEnd(start)), start + 1) } },
  });
  for (;;) {
    while (at < text.length && " \t\n\v\f\r".includes(text[at] ?? "")) at++;
    if (at >= text.length) return { users };
    if (text[at] === ";") {
      at = lineEnd(at);
      continue;
    }
    const start = at;
    if (text[at] !== '"') return stop("quote-missing", start);
    const nameEnd = closingQuote(text, '"', at + 1);
    if (nameEnd < 0) return stop("quote-open", start);
    const secretStart = text.indexOf('"', nameEnd + 1);
    if (secretStart < 0) return stop("secret-missing", start);
    const secretEnd = closingQuote(text, '"', secretStart + 1);
    if (secretEnd < 0) return stop("quote-open", secretStart);
    users.push({
      name: text.slice(start + 1, nameEnd).replaceAll('""', '"'),
      nameSpan: { start, end: nameEnd + 1 },
      secretSpan: { start: secretStart, end: secretEnd + 1 },
      secret: secretKind(text.slice(secretStart + 1, secretEnd)),
    });
    at = lineEnd(secretEnd);
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? "")) last--;
  return last;
}

/** What a secret is, of a file of users or a line of `[databases]`. */
export function secretKind(secret: string): ListedUser["secret"] {
  if (secret === "") return "none";
  if (/^md5[0-9a-f]{32}$/.test(secret)) return "md5";
  return secret.startsWith("SCRAM-SHA-256$") ? "scram" : "plain";
}
