import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import type { ConnectionParameter, ConnectionString } from "../../syntax/connection/connectionString.ts";
import { readConnectionString } from "../../syntax/connection/readConnectionString.ts";
import { driverOfText } from "./driverOfText.ts";
import type { ForeignObject } from "./foreignServers.ts";
import { joinMapped, type MappedText, sliceMapped } from "./mappedText.ts";

/**
 * Who reads a connection string. `command`: the server, which runs the SQL that has it. `foreign-server`: the same, as options of
 * a foreign data wrapper. `variables`: libpq, or a driver with its variables. `application`: a driver that is not known here.
 */
export type StringUse = "command" | "foreign-server" | "variables" | "application";

/** A connection string in a host document, or parameters that are written one by one there. */
export interface FoundString extends MappedText {
  readonly use: StringUse;
  /** The driver that reads an `application`'s string, where the string says which: the id of its rows. */
  readonly driver?: string;
  /** What a `foreign-server`'s options belong to. */
  readonly foreign?: ForeignObject;
  /** SQLAlchemy passes the options on to the driver as arguments. */
  readonly isSqlAlchemy?: true;
  /** How it is written: as one text, as names and values, or as Npgsql has it. */
  readonly form: "text" | "parameters" | "npgsql";
  /** What a driver reads where libpq could not. */
  readonly options?: readonly WrittenOption[];
  /** What libpq of a version reads; spans are of `text`. Without what another program fills in. */
  read(version: ServerVersion): ConnectionString;
  /** The names of the variables or options of `parameters`, with their spans. */
  readonly names: readonly { readonly name: string; readonly span: Span }[];
}

/** An option of a string as it is written, before libpq's translation of some. */
export interface WrittenOption {
  readonly name: string;
  readonly value: string;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
}

/** A name with its value, as a host document has them. */
export interface FoundParameter {
  readonly name: MappedText;
  readonly value: MappedText;
}

/** Parts that Compose, shells, templates and people in examples fill in: `${PORT:-5432}`, `$(USER)`, `{name}`, `<password>`. */
const placeholder = /\$\{[^}]*\}?|\$\([^)]*\)?|\$\w+|\{[^{}]*\}|<[^<>]*>|%\([^()]*\)s|%[A-Z_]{2,}%/g;

/** Whether a program fills in a part of a text. */
export function isFilledIn(text: string): boolean {
  return new RegExp(placeholder, "").test(text);
}

/** A connection string that is one text. JDBC's begins with `jdbc:`, SQLAlchemy's names the driver; else they are URIs of libpq. */
export function foundText(mapped: MappedText, use: StringUse): FoundString {
  const { extra, ...reader } = use === "application" ? driverOfText(mapped.text) : {};
  const own = extra ? withoutStretch(mapped, extra) : mapped;
  const unknown = [...own.text.matchAll(placeholder)].map(({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
  // Letters in place of what is not known keep the borders of the parts where they are.
  const text = own.text.replace(placeholder, (part) => "x".repeat(part.length));
  const isKnown = (span: Span | undefined) =>
    !span || !unknown.some(({ start, end }) => start < span.end && span.start < end);
  return {
    ...own,
    use,
    ...reader,
    form: "text",
    names: [],
    read(version) {
      const { fault, parameters, ...rest } = readConnectionString(text, version);
      return {
        ...rest,
        parameters: parameters.filter(({ nameSpan, valueSpan }) => isKnown(nameSpan) && isKnown(valueSpan)),
        ...(fault && isKnown(fault.span) && { fault }),
      };
    },
  };
}

function withoutStretch(mapped: MappedText, { start, end }: Span): MappedText {
  const behind = sliceMapped(mapped, end);
  return start === 0 ? behind : joinMapped([sliceMapped(mapped, 0, start), behind]);
}

/** Parameters that are written one by one; `keywordOf` has the keywords that the names give, `undefined` for one that gives none. */
export function foundParameters(
  parameters: readonly FoundParameter[],
  use: StringUse,
  keywordOf: (name: string, version: ServerVersion) => string | undefined,
): FoundString {
  const parts = parameters.flatMap(({ name, value }) => [name, "=", value, "\n"]);
  const spans: { readonly name: string; readonly value: string; nameSpan: Span; valueSpan: Span }[] = [];
  let at = 0;
  for (const { name, value } of parameters) {
    const nameSpan = { start: at, end: at + name.text.length };
    const valueSpan = { start: nameSpan.end + 1, end: nameSpan.end + 1 + value.text.length };
    spans.push({ name: name.text, value: value.text, nameSpan, valueSpan });
    at = valueSpan.end + 1;
  }
  return {
    ...joinMapped(parts),
    use,
    form: "parameters",
    names: spans.map(({ name, nameSpan: span }) => ({ name, span })),
    read: (version) => ({
      form: "pairs",
      parameters: spans.flatMap(({ name, value, nameSpan, valueSpan }): ConnectionParameter[] => {
        const keyword = keywordOf(name, version);
        if (keyword === undefined || isFilledIn(value)) return [];
        return [{ name: keyword, value, nameSpan, valueSpan }];
      }),
    }),
  };
}

/** Whether a text is a connection string beyond doubt. */
export function isConnectionText(text: string): boolean {
  if (/^(?:jdbc:postgresql|postgres(?:ql)?(?:\+\w+)?):\/\//.test(text)) return true;
  return (
    /^\s*[a-z_]+\s*=/.test(text) &&
    /(?:^|\s)host(?:addr)?\s*=/.test(text) &&
    /(?:^|\s)(?:dbname|user|sslmode)\s*=/.test(text) &&
    !text.includes(";")
  );
}
