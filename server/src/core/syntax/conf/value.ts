import type { Setting } from "../../data/settings.ts";
import { convertUnit, roundHalfEven, unitsFor } from "../../data/units.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { numberChecks } from "./checks/numberChecks.ts";
import { startChecks } from "./checks/startChecks.ts";
import { textChecks } from "./checks/textChecks.ts";
import { readBoolean } from "./readBoolean.ts";
import { readInteger, readReal } from "./readNumber.ts";
import type { ServerTraits } from "./serverTraits.ts";

/** Why the server refuses a value. */
export type ValueProblem =
  /** The server sets this one itself. */
  | { readonly kind: "internal" }
  | { readonly kind: "boolean" }
  | { readonly kind: "enum"; readonly allowed: readonly string[] }
  | { readonly kind: "number"; readonly wanted: "integer" | "real" }
  /** What follows the number is no unit of this setting; none is allowed where the list is empty. */
  | { readonly kind: "unit"; readonly unit: string; readonly allowed: readonly string[] }
  /** The value in the setting's own unit lies outside of its range. */
  | { readonly kind: "range"; readonly value: number; readonly minimum: number; readonly maximum: number }
  /** A check that only this setting has; `reason` follows a colon and lacks the last full stop; further sentences are detail. `atStart`: the line loads, the server does not start. */
  | { readonly kind: "special"; readonly reason: string; readonly atStart?: true };

/** Checks a value, its quotes removed, as such a server does when it loads the file. */
export function checkValue(setting: Setting, value: string, server: ServerTraits): ValueProblem | undefined {
  if (setting.context === "internal") return { kind: "internal" };
  switch (setting.type) {
    case "bool":
      return checkBoolean(setting, value, server);
    case "enum":
      return checkEnum(setting, value, server);
    case "integer":
    case "real":
      return checkNumber(setting, value);
    case "string":
      return checkText(setting, value, server);
  }
}

/** A number in the setting's own unit, or why the text is none. */
export function readSettingNumber(setting: Setting, value: string): number | ValueProblem {
  const wanted = setting.type === "integer" ? "integer" : "real";
  const number = wanted === "integer" ? readInteger(value) : readReal(value);
  if (!number) return { kind: "number", wanted };
  const unit = trimEndOf(value.slice(number.end).replace(/^[ \t\n\v\f\r]+/, ""), " \t\n\v\f\r");
  const converted =
    unit === "" ? number.value : setting.unit && convertUnit(number.value, unit, setting.unit);
  if (typeof converted !== "number") {
    const isWord = /^[A-Za-z]+$/.test(unit);
    return isWord ? { kind: "unit", unit, allowed: unitsFor(setting.unit) } : { kind: "number", wanted };
  }
  return wanted === "integer" ? roundHalfEven(converted) : converted;
}

function checkBoolean(setting: Setting, value: string, server: ServerTraits): ValueProblem | undefined {
  const isOn = readBoolean(value);
  if (isOn === undefined) return { kind: "boolean" };
  if (!isOn) {
    return setting.name === "standard_conforming_strings" && server.serverVersion >= 19
      ? special("backslashes in plain strings are ordinary characters from 19 on, whatever this says")
      : undefined;
  }
  if (setting.name === "ssl" && !server.build.has("ssl")) return special("the server was built without SSL");
  if (setting.name === "bonjour") return special("only servers for macOS can be built with Bonjour");
  return setting.name === "default_with_oids"
    ? special("tables have had no OIDs since version 12")
    : undefined;
}

function checkEnum(setting: Setting, value: string, server: ServerTraits): ValueProblem | undefined {
  const lower = value.toLowerCase();
  const spells = (name: string) => name.toLowerCase() === lower;
  if (setting.values?.some(spells) || setting.hiddenValues?.some(spells)) return undefined;
  const need = Object.entries(setting.valuesElsewhere ?? {}).find(([name]) => spells(name))?.[1];
  if (need?.feature && !server.build.has(need.feature))
    return special(`the server was built without ${need.name} (see pgssl.serverBuild)`);
  const isMissing = !need || (need.name === "Windows" && server.serverPlatform === "posix");
  return isMissing ? { kind: "enum", allowed: setting.values ?? [] } : undefined;
}

function checkNumber(setting: Setting, value: string): ValueProblem | undefined {
  const number = readSettingNumber(setting, value);
  if (typeof number !== "number") return number;
  const limit = setting.type === "integer" ? 2 ** 31 : Number.POSITIVE_INFINITY;
  const minimum = setting.min ?? -limit;
  const maximum = setting.max ?? limit - 1;
  if (!(minimum <= number && number <= maximum)) return { kind: "range", value: number, minimum, maximum };
  return special(numberChecks[setting.name]?.(number));
}

function checkText(setting: Setting, value: string, server: ServerTraits): ValueProblem | undefined {
  const name = setting.name.toLowerCase();
  const problem = special(textChecks[name]?.(value, server));
  if (problem) return problem;
  const reason = startChecks[name]?.(value, server);
  return reason === undefined ? undefined : { kind: "special", reason, atStart: true };
}

function special(reason: string | undefined): ValueProblem | undefined {
  return reason === undefined ? undefined : { kind: "special", reason };
}
