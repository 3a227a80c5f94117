import type { FoundString } from "../../carriers/strings/foundString.ts";
import { hostPlace, stringOffset } from "../../carriers/strings/hostPlace.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";
import type { Hover } from "../../model/hover.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { type Span, touches } from "../../model/span.ts";
import { connectionHover } from "../connection/connectionHover.ts";
import { connectionProposals, valueProposals } from "../connection/connectionProposals.ts";
import { driversHover } from "../connection/driversHover.ts";
import { lineSpan } from "../embedded/places.ts";
import { paragraphs } from "../hover/render.ts";
import type { HostStrings } from "./hostStrings.ts";

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
  const found = connectionHover(string.read(version), offset, version);
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
  const at = stringAt(state, position);
  if (!at) return undefined;
  const { string, offset } = at;
  const proposals =
    string.form === "text"
      ? connectionProposals(string.text, offset, version)
      : valuesAt(string, offset, version);
  return proposals && { ...placed(state, string, proposals.span), items: proposals.items };
}

function valuesAt(
  string: FoundString,
  offset: number,
  version: ServerVersion,
): { readonly span: Span; readonly items: readonly Completion[] } | undefined {
  const { parameters } = string.read(version);
  const one = parameters.find(({ valueSpan }) => touches(valueSpan, offset));
  return one && { span: one.valueSpan, items: valueProposals(one.name, version) };
}
