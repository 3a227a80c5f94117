import { findSetting } from "../../../data/settings.ts";
import { type ConfPosition, confAt } from "../../../syntax/conf/confAt.ts";
import type { ConfLine } from "../../../syntax/conf/confLine.ts";
import { includeKind, scanConfLine } from "../../../syntax/conf/scanConfLine.ts";
import { readConnectionSetting } from "../../../syntax/connection/connectionSetting.ts";
import { connectionHover } from "../../connection/connectionHover.ts";
import { describeSetting } from "../../describe/describeSetting.ts";
import { describeTlsList } from "../../describe/describeTlsList.ts";
import { type Found, found, type Question } from "../finder.ts";
import { describeInclude } from "../includes.ts";
import { describeNamedFile } from "../namedFile.ts";
import { paragraphs } from "../render.ts";
import { describeConfValue } from "./confValue.ts";
import { fileSettingNames } from "./fileSettingNames.ts";
import { inForce } from "./inForce.ts";

/** Knows one kind of thing in postgresql.conf. */
export type ConfFinder = (question: ConfQuestion) => Found | undefined;

/** A line, and where in it the pointer is. */
interface ConfQuestion extends Question<ConfLine, ConfPosition> {
  readonly offset: number;
}

/** `include` and its kin. */
const findInclude: ConfFinder = ({ record, at, snapshot }) => {
  const directive = record.name && includeKind(record.name.text);
  if (!directive || !record.value || (at.kind !== "name" && at.kind !== "value")) return undefined;
  return found(at.span, describeInclude(directive, record.value.text, snapshot.context));
};

/** A setting's name: what it is, what it is set to elsewhere, and what the file holds that it names. */
const findName: ConfFinder = ({ record, at, snapshot }) => {
  if (at.kind !== "name" || !record.name) return undefined;
  const version = snapshot.context.serverVersion;
  const described = describeSetting(record.name.text, version);
  const setting = findSetting(record.name.text, version);
  const path = record.value?.text ?? setting?.bootValue ?? "";
  const isFile = setting && fileSettingNames.has(setting.name) && path !== "";
  const file = isFile ? { setting: setting.name, path } : undefined;
  const content = file && describeNamedFile(file, snapshot);
  return described && found(at.span, paragraphs(described, inForce(record, snapshot), content), file);
};

/** The value of a setting that names a file. */
const findFile: ConfFinder = ({ record, at, snapshot }) => {
  if (at.kind !== "value" || !record.name || !record.value) return undefined;
  const setting = findSetting(record.name.text, snapshot.context.serverVersion);
  const path = record.value.text;
  if (!setting || !fileSettingNames.has(setting.name) || path === "") return undefined;
  const file = { setting: setting.name, path };
  return found(at.span, describeNamedFile(file, snapshot), file);
};

/** Any other value: what the server reads in it, or else what the setting is. */
const findValue: ConfFinder = ({ record, at, snapshot }) => {
  if (at.kind !== "value" || !record.name || !record.value) return undefined;
  const setting = findSetting(record.name.text, snapshot.context.serverVersion);
  const value = record.value.text;
  if (!setting) return undefined;
  const described =
    describeTlsList(setting.name, value, snapshot.context.openSsl) ??
    describeConfValue(setting, value) ??
    describeSetting(setting.name, snapshot.context.serverVersion);
  return described && found(at.span, described);
};

/** A keyword or value of a connection string. */
const findConnection: ConfFinder = ({ record, at, offset, snapshot }) => {
  const { serverVersion } = snapshot.context;
  const setting = at.kind === "value" ? readConnectionSetting(record, serverVersion) : undefined;
  const place = setting?.toText(offset);
  const inside =
    setting && place !== undefined ? connectionHover(setting.connection, place, serverVersion) : undefined;
  return setting && inside && found(setting.toRecord(inside.span), inside.markdown);
};

/** Every hover in postgresql.conf. */
export const confFinders: readonly ConfFinder[] = [
  findInclude,
  findName,
  findFile,
  findConnection,
  findValue,
];

/** Where an offset lies; a setting that is commented out counts as one, since samples consist of them. */
export function confPlace(
  line: ConfLine,
  offset: number,
): { record: ConfLine; at: ConfPosition; offset: number } {
  const at = confAt(line, offset);
  if (at.kind !== "comment" || line.name || !/^\s*#+\s*\w+\s*=/.test(line.text))
    return { record: line, at, offset };
  const bare = scanConfLine([line.text.replace(/#+/, (signs) => " ".repeat(signs.length))], 0);
  return { record: bare, at: confAt(bare, offset), offset };
}
