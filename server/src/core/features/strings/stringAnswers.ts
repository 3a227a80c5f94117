import type { FoundString } from "../../carriers/strings/foundString.ts";
import { hostPlace, stringOffset } from "../../carriers/strings/hostPlace.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { connectionVariables } from "../../data/connectionVariables.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";
import type { Hover } from "../../model/hover.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import { type Span, touches } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { documentationKey } from "../complete/documentation.ts";
import { connectionHover } from "../connection/connectionHover.ts";
import { connectionProposals, valueProposals } from "../connection/connectionProposals.ts";
import { driversHover } from "../connection/driversHover.ts";
import { lineSpan } from "../embedded/places.ts";
import { paragraphs } from "../hover/render.ts";
import type { HostStrings } from "./hostStrings.ts";
import { npgsqlProposals } from "./npgsqlProposals.ts";

/** A string at a position, and the offset in it. */
function stringAt({ strings, starts }: HostStrings, { line, character }: LinePosition) {
  const host = (starts[line] ?? 0) + character;
  for (const string of strings) {
    const offset = stringOffset(string, host);
    if (offset !== undefined) return { string, offset };
  }
  return undefined;
}

function placed({ starts }: HostStrings, string: FoundString, span: Span) {
  return lineSpan(starts, hostPlace(string, span));
}

/** What is known of the keyword, variable or value at a position; never a secret. */
export function stringHover(
  state: HostStrings,
  position: LinePosition,
  version: ServerVersion,
): Hover | undefined {
  const at = stringAt(state, position);
  if (!at) return undefined;
  const { string, offset } = at;
  const found = string.form === "npgsql" ? undefined : connectionHover(string.read(version), offset, version);
  const inDrivers = driversHover(string, offset, version);
  if (!inDrivers) return found && { ...placed(state, string, found.span), markdown: found.markdown.text };
  const markdown = paragraphs(inDrivers.markdown, found?.markdown);
  return { ...placed(state, string, inDrivers.span), markdown: markdown.text };
}

/** What may be written at a position of a string. */
export function stringCompletion(
  state: HostStrings,
  position: LinePosition,
  version: ServerVersion,
): CompletionList | undefined {
  if (state.text.language === "dotenv") {
    const names = variableNames(state, position, version);
    if (names) return names;
  }
  const at = stringAt(state, position);
  if (!at) return undefined;
  const { string, offset } = at;
  const proposals = proposalsAt(string, offset, version);
  return proposals && { ...placed(state, string, proposals.span), items: proposals.items };
}

function proposalsAt(string: FoundString, offset: number, version: ServerVersion): Proposals | undefined {
  switch (string.form) {
    case "text":
      return connectionProposals(string.text, offset, version);
    case "npgsql":
      return npgsqlProposals(string.text, offset);
    case "parameters":
      return valuesAt(string, offset, version);
  }
}

/** The variables of libpq where a line of a `.env` file begins, without those that it has. */
function variableNames(
  { text: { lines }, strings }: HostStrings,
  { line, character: given }: LinePosition,
  version: ServerVersion,
): CompletionList | undefined {
  const written = lines[line];
  if (written === undefined) return undefined;
  const text = trimEndOf(written, "\r\n");
  const character = Math.min(given, text.length);
  const typed = /^[ \t]*(?:export[ \t]+)?(\w*)$/.exec(text.slice(0, character))?.[1];
  if (typed === undefined) return undefined;
  const rest = /^\w*/.exec(text.slice(character))?.[0] ?? "";
  const span = { start: character - typed.length, end: character + rest.length };
  const known = new Set(strings.flatMap(({ names }) => names.map(({ name }) => name)));
  known.delete(text.slice(span.start, span.end));
  const hasSign = /^[ \t]*=/.test(text.slice(span.end));
  const items = connectionVariables
    .filter((variable) => existsIn(variable, version) && !known.has(variable.name))
    .map(
      ({ name, keyword }): Completion => ({
        label: name,
        kind: "name",
        ...(!hasSign && { newText: `${name}=` }),
        ...(keyword !== undefined && {
          detail: keyword,
          documentationKey: documentationKey("connection", version, keyword),
        }),
      }),
    );
  return { line, span, items };
}

interface Proposals {
  readonly span: Span;
  readonly items: readonly Completion[];
}

function valuesAt(string: FoundString, offset: number, version: ServerVersion): Proposals | undefined {
  const { parameters } = string.read(version);
  const one = parameters.find(({ valueSpan }) => touches(valueSpan, offset));
  return one && { span: one.valueSpan, items: valueProposals(one.name, version) };
}
