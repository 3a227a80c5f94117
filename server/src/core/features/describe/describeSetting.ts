import { formerSettings } from "../../data/formerSettings.ts";
import { foldSettingName } from "../../data/settingName.ts";
import { settingNote } from "../../data/settingNotes.ts";
import { findSetting, type Setting, type SettingContext, settingVersions } from "../../data/settings.ts";
import { convertUnit, unitsFor } from "../../data/units.ts";
import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { code, facts, heading, listed, type Markdown, md, paragraphs, trusted } from "../hover/render.ts";
import { absenceInWords, versionsInWords } from "./versionsInWords.ts";

/** What the server knows of a setting; `undefined` for a name that no version knows. */
export function describeSetting(name: string, version: ServerVersion): Markdown | undefined {
  const range = settingVersions(name);
  if (!range) return describeFormer(name);
  const setting = findSetting(name, version);
  const shown = setting ?? findSetting(name, range.until ?? newestServerVersion);
  if (!shown) return undefined;
  const note = settingNote(shown.name);
  return paragraphs(
    heading(md`${code(shown.name)} (${typeInWords(shown)})`),
    setting ? undefined : absenceInWords(range, version),
    shown.requestedName ? md`${code(shown.requestedName)} is its old name, which still works.` : undefined,
    note === undefined ? undefined : trusted(note),
    facts([
      ["Values", valuesInWords(shown)],
      ["Range", rangeInWords(shown)],
      ["Default", defaultInWords(shown)],
      ["Change", contextInWords[shown.context]],
      ["Versions", versionsInWords(range)],
    ]),
  );
}

/** A setting of servers before 13; `undefined` for a name that none had. */
function describeFormer(name: string): Markdown | undefined {
  const folded = foldSettingName(name);
  const former = Object.hasOwn(formerSettings, folded) ? formerSettings[folded] : undefined;
  if (!former) return undefined;
  const { newName, instead } = former;
  return paragraphs(
    heading(code(folded)),
    md`**No server from 13 on knows it.**`,
    newName === undefined ? undefined : md`Its successor is ${code(newName)}.`,
    instead === undefined ? undefined : md`Instead: ${trusted(instead)}.`,
  );
}

/** A number of a setting's unit, written with the largest unit that leaves it whole: `128MB`. */
export function inLargestUnit(value: number, unit: string): string {
  for (const name of unitsFor(unit)) {
    const size = convertUnit(1, name, unit);
    if (size !== undefined && size >= 1 && value !== 0 && value % size === 0) return `${value / size}${name}`;
  }
  return `${value}`;
}

function typeInWords({ type, unit }: Setting): string {
  return unit ? `${typeWords[type]}, counted in ${unit}` : typeWords[type];
}

const typeWords: Readonly<Record<Setting["type"], string>> = {
  bool: "Boolean",
  integer: "integer",
  real: "number",
  string: "text",
  enum: "one of several words",
};

function valuesInWords({ type, values }: Setting): Markdown | undefined {
  if (type === "bool") return md`\`on\`, \`off\``;
  return values && listed(values.map((value) => (value === "" ? md`${code("''")} (none)` : code(value))));
}

function rangeInWords({ min, max, unit }: Setting): Markdown | undefined {
  if (min === undefined || max === undefined) return undefined;
  const write = (value: number) => {
    const inUnit = unit ? inLargestUnit(value, unit) : `${value}`;
    return inUnit === `${value}` ? code(inUnit) : md`${code(`${value}`)} (${inUnit})`;
  };
  return md`${write(min)} to ${write(max)}`;
}

function defaultInWords({ bootValue, unit, type }: Setting): Markdown | string {
  if (bootValue === null) return "the server works it out when it starts";
  if (bootValue === "") return "empty";
  const isNumber = unit !== undefined && (type === "integer" || type === "real") && Number(bootValue) > 0;
  const inUnit = isNumber ? inLargestUnit(Number(bootValue), unit) : bootValue;
  return inUnit === bootValue ? code(bootValue) : md`${code(inUnit)} (${code(bootValue)} × ${unit ?? ""})`;
}

/** When a change in the file takes effect, and who else may make one. */
const contextInWords: Readonly<Record<SettingContext, string>> = {
  internal: "not possible: the server only shows it, and refuses a line that sets it",
  postmaster: "takes a restart of the server",
  sighup: "takes a reload",
  "superuser-backend":
    "takes a reload, for sessions that begin after it; superusers may set it as they connect",
  backend: "takes a reload, for sessions that begin after it; clients may set it as they connect",
  superuser: "takes a reload; superusers may SET it for a session, a role or a database",
  user: "takes a reload; anyone may SET it for a session, and it can be set for a role or a database",
};
