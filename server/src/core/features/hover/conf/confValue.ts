import type { Setting } from "../../../data/settings.ts";
import { convertUnit } from "../../../data/units.ts";
import { readBoolean } from "../../../syntax/conf/readBoolean.ts";
import { inLargestUnit } from "../../describe/describeSetting.ts";
import { code, type Markdown, md } from "../render.ts";

/** What the server reads in a value; `undefined` where it says no more than the text. */
export function describeConfValue(setting: Setting, value: string): Markdown | undefined {
  const byDefault = value === setting.bootValue ? md` The default.` : "";
  switch (setting.type) {
    case "bool": {
      const isOn = readBoolean(value);
      return isOn === undefined
        ? undefined
        : md`${code(setting.name)} is **${isOn ? "on" : "off"}**.${byDefault}`;
    }
    case "enum":
      return describeWord(setting, value, byDefault);
    case "integer":
    case "real":
      return describeNumber(setting, value);
    case "string":
      return undefined;
  }
}

function describeWord(
  { name, values = [], hiddenValues = [] }: Setting,
  value: string,
  byDefault: Markdown | "",
) {
  const equals = (candidate: string) => candidate.toLowerCase() === value.toLowerCase();
  if (values.some(equals)) return md`A value of ${code(name)}.${byDefault}`;
  return hiddenValues.some(equals)
    ? md`A value that ${code(name)} takes and does not list: another spelling, kept for old files.`
    : undefined;
}

function describeNumber({ name, unit }: Setting, value: string): Markdown | undefined {
  const match = /^\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)\s*$/.exec(value);
  if (!match || !unit) return undefined;
  const [, digits = "", given = ""] = match;
  const number = given === "" ? Number(digits) : convertUnit(Number(digits), given, unit);
  if (number === undefined || number <= 0) return undefined;
  const rounded = Math.round(number);
  return md`${code(name)} is **${inLargestUnit(rounded, unit)}**: ${rounded} × ${unit}.`;
}
