import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { PgBouncerSetting } from "../../data/pgbouncer/pgbouncerSetting.ts";
import { valuesOf } from "../../data/pgbouncer/pgbouncerSettings.ts";
import type { Hover } from "../../model/hover.ts";
import { type Span, touches } from "../../model/span.ts";
import { code, type Markdown, md, paragraphs, trusted } from "../hover/render.ts";
import { describedSetting, describeSettingOf } from "./describePgBouncer.ts";
import { fileWords } from "./fileWords.ts";
import { placeInText } from "./placeInText.ts";

const sectionNotes: Readonly<Record<string, string>> = {
  pgbouncer:
    "The settings of PgBouncer. A second section of this name puts all of them back to their defaults.",
  databases:
    "The databases that clients may name, each with its server: `name = host=… port=… dbname=…`. `*` is for all names that have no line.",
  users: "Settings of single users.",
  peers: "The other processes of a group, since 1.19, by their `peer_id`.",
};

/** What is known of the word at a position of pgbouncer.ini. A password is never shown. */
export function pgbouncerHover(pgbouncer: PgBouncer, uri: string, position: LinePosition): Hover | undefined {
  const { line, character } = position;
  const { placed, section, parameter } = placeInText(pgbouncer, uri, position);
  const { entry } = placed ?? {};
  const { version } = pgbouncer;
  const shown = (span: Span, markdown: Markdown): Hover => ({ line, span, markdown: markdown.text });
  if (!entry || entry.kind === "fault") return undefined;
  if (entry.kind === "section") {
    const note = Object.hasOwn(sectionNotes, entry.name) ? sectionNotes[entry.name] : undefined;
    return note === undefined || !touches(entry.span, character)
      ? undefined
      : shown(entry.span, trusted(note));
  }
  if (entry.kind === "include") {
    const note = "Takes in another file here. A relative path starts where PgBouncer was started.";
    return shown(entry.span, trusted(note));
  }
  const name = parameter?.name ?? entry.name;
  const setting = describedSetting(section, name, version);
  if (section !== "pgbouncer" && !parameter)
    return hoverOfLine(section, entry.name, entry.nameSpan, character, line);
  if (!setting) return undefined;
  const nameSpan = parameter?.nameAt ?? entry.nameSpan;
  if (touches(nameSpan, character)) return shown(nameSpan, describeSettingOf(setting, version));
  const valueSpan = parameter?.valueAt ?? entry.valueSpan;
  if (!touches(valueSpan, character)) return undefined;
  const value = describeValue(setting, parameter?.value ?? entry.value, pgbouncer);
  return value && shown(valueSpan, value);
}

function hoverOfLine(
  section: string | undefined,
  name: string,
  span: Span,
  character: number,
  line: number,
): Hover | undefined {
  if (!touches(span, character)) return undefined;
  const words: Readonly<Record<string, Markdown>> = {
    databases:
      name === "*"
        ? trusted("Every database that has no line of its own.")
        : md`**Database ${code(name)}**: clients name it so.`,
    users: md`**User ${code(name)}**`,
    peers: md`**Peer ${code(name)}**`,
  };
  const found = section !== undefined && Object.hasOwn(words, section) ? words[section] : undefined;
  return found && { line, span, markdown: found.text };
}

function describeValue(setting: PgBouncerSetting, value: string, pgbouncer: PgBouncer): Markdown | undefined {
  if (setting.isSecret) return trusted("**The password.** It is not shown.");
  const known = valuesOf(setting, pgbouncer.version).find(({ text }) => text === value.toLowerCase());
  if (known) return md`**${code(setting.name)} = ${code(known.text)}**: ${trusted(known.documentation)}`;
  const file = pgbouncer.files.get(setting.name);
  if (!file) return describeSettingOf(setting, pgbouncer.version);
  return paragraphs(trusted(setting.documentation), ...fileWords(setting, file, pgbouncer));
}
