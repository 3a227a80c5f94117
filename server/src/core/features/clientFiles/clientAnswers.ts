import type { LinePosition } from "../../cluster/sourceDocument.ts";
import { isAbsolutePath } from "../../cluster/uris.ts";
import { connectionKeyword } from "../../data/connectionKeywords.ts";
import type { CompletionList } from "../../model/completion.ts";
import type { Hover } from "../../model/hover.ts";
import type { FoldingRange, OutlineSymbol } from "../../model/outline.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { passFields, readPassFile } from "../../syntax/connection/readPassFile.ts";
import { connectionHover } from "../connection/connectionHover.ts";
import { keywordProposals, valueProposals } from "../connection/connectionProposals.ts";
import { code, md, paragraphs, trusted } from "../hover/render.ts";
import { type ClientState, placeOf } from "./clientDocument.ts";

/** The paths that the services of a file name, of which something can be known here. */
export function namedPaths({ services, version }: ClientState): readonly string[] {
  const paths = services.sections.flatMap(({ parameters }) =>
    parameters.flatMap(({ name, value }) =>
      connectionKeyword(name, version)?.file && isAbsolutePath(value) ? [value] : [],
    ),
  );
  return [...new Set(paths)].slice(0, maxPaths);
}

/** Files that are looked at for one service file at the most. */
const maxPaths = 200;

/** What is known of the word at a position. A password is never shown. */
export function clientHover(state: ClientState, position: LinePosition): Hover | undefined {
  const { document, starts, services, version } = state;
  const { line, character } = position;
  if (document.language === "pgpass") return passHover(state, position);
  const offset = (starts[line] ?? 0) + character;
  const section = services.sections.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  if (!section) return undefined;
  if (line === section.firstLine) {
    const markdown = paragraphs(
      md`**Service ${code(section.name)}**`,
      md`Clients use it with ${code(`service=${section.name}`)} or the environment variable ${code("PGSERVICE")}.`,
    );
    return { ...placeOf(state, section.nameSpan), markdown: markdown.text };
  }
  const found = connectionHover({ form: "pairs", parameters: section.parameters }, offset, version);
  return found && { ...placeOf(state, found.span), markdown: found.markdown.text };
}

function passHover({ lines }: ClientState, { line, character }: LinePosition): Hover | undefined {
  const [entry] = readPassFile([lines[line] ?? ""]);
  if (!entry) return undefined;
  const index = entry.fields.findIndex(({ span }) => span.start <= character && character <= span.end);
  const name = passFields[index];
  const field = entry.fields[index];
  if (name && field && entry.password) {
    const value = field.any ? trusted("any") : code(field.text);
    const markdown = paragraphs(md`**Field ${trusted(name)}**: ${value}`, trusted(fieldNotes[name]));
    return { line, span: field.span, markdown: markdown.text };
  }
  if (!entry.password || character < entry.password.start || character > entry.password.end) return undefined;
  const note = trusted("**The password**, up to the next colon without a backslash before it.");
  return { line, span: entry.password, markdown: note.text };
}

const fieldNotes: Readonly<Record<(typeof passFields)[number], string>> = {
  host: "The host as the connection string names it, not its address; `localhost` for the default socket.",
  port: "The port; `*` for any.",
  database: "The database; `replication` for physical replication.",
  user: "The role.",
};

/** What may be written at a position of a service file. */
export function clientCompletion(
  { document, lines, services, version }: ClientState,
  { line, character }: LinePosition,
): CompletionList | undefined {
  if (document.language !== "pg-service") return undefined;
  const text = trimEndOf(lines[line] ?? "", "\r\n");
  const before = text.slice(0, character);
  if (/^\s*[[#]/.test(before)) return undefined;
  const section = services.sections.findLast(({ firstLine }) => firstLine < line);
  if (!section) return undefined;
  const equals = text.indexOf("=");
  if (equals >= 0 && character > equals) {
    const name = text.slice(0, equals).trim();
    return { line, span: { start: equals + 1, end: text.length }, items: valueProposals(name, version) };
  }
  const start = text.length - text.trimStart().length;
  const end = equals < 0 ? text.trimEnd().length : equals;
  const given = new Set(section.parameters.map(({ name }) => name));
  given.delete(text.slice(start, end));
  const items = keywordProposals(version, given, equals >= 0).filter(({ label }) => label !== "service");
  return { line, span: { start: Math.min(start, character), end: Math.max(end, character) }, items };
}

/** The services of a file, with their hosts. */
export function clientSymbols(state: ClientState): readonly OutlineSymbol[] {
  return state.services.sections.map(({ name, nameSpan, firstLine, lastLine, parameters }) => {
    const host = parameters.find((one) => one.name === "host")?.value;
    return {
      name: name === "" ? "[]" : name,
      kind: "section",
      line: firstLine,
      lastLine,
      span: placeOf(state, nameSpan).span,
      ...(host && { detail: host }),
    };
  });
}

/** Sections that may be folded. */
export function clientFolding({ services }: ClientState): readonly FoldingRange[] {
  return services.sections
    .filter(({ firstLine, lastLine }) => lastLine > firstLine)
    .map(({ firstLine, lastLine }) => ({ firstLine, lastLine, kind: "section" as const }));
}
