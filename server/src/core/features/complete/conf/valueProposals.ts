import type { Setting } from "../../../data/settings.ts";
import { unitsFor } from "../../../data/units.ts";
import type { Completion } from "../../../model/completion.ts";
import type { ServerVersion } from "../../../model/serverVersion.ts";
import { escapeConf, writeConf } from "../../../syntax/quote.ts";
import { inLargestUnit } from "../../describe/describeSetting.ts";
import { documentationKey } from "../documentation.ts";
import { sortKey, type Word } from "../word.ts";

/** The values that a setting may have, as far as they can be listed: words, units behind a number, the default. */
export function valueProposals(setting: Setting, word: Word, version: ServerVersion): Completion[] {
  return candidates(setting, word.typed).map(({ text, kind, detail, deprecated }, index) => {
    const newText = word.isQuoted ? escapeConf(text) : writeConf(text);
    return {
      label: text === "" ? "''" : text,
      kind,
      sortText: sortKey(4, index),
      ...(detail && { detail }),
      ...(deprecated && { deprecated }),
      documentationKey: documentationKey("setting", version, setting.name),
      ...((newText !== text || text === "") && { newText }),
    };
  });
}

interface Candidate {
  readonly text: string;
  readonly kind: Completion["kind"];
  readonly detail?: string;
  readonly deprecated?: true;
}

function candidates(setting: Setting, typed: string): Candidate[] {
  const { type, bootValue, values = [], valuesElsewhere = {} } = setting;
  const value = (text: string): Candidate => ({
    text,
    kind: "value",
    ...(text === bootValue && { detail: "default" }),
  });
  switch (type) {
    case "bool":
      return ["on", "off"].map(value);
    case "enum": {
      const others = Object.entries(valuesElsewhere).filter(([text]) => !values.includes(text));
      return [
        ...(/_protocol_version$/.test(setting.name)
          ? protocols(values).map(({ text, ...more }) => ({ ...value(text), ...more }))
          : values.map(value)),
        ...others.map(([text, needs]) => ({ ...value(text), detail: `needs ${needs.name}` })),
      ];
    }
    case "integer":
    case "real":
      return numbers(setting, typed);
    case "string":
      return bootValue === null || bootValue === "" ? [] : [value(bootValue)];
  }
}

/** Versions of TLS, the newest first and those that are too old last. */
function protocols(values: readonly string[]): Pick<Candidate, "text" | "deprecated">[] {
  const isOld = (text: string) => /^TLSv1(?:\.1)?$/.test(text);
  const newestFirst = [...values].sort().reverse();
  return [
    ...newestFirst.filter((text) => !isOld(text)).map((text) => ({ text })),
    ...newestFirst.filter(isOld).map((text) => ({ text, deprecated: true as const })),
  ];
}

/** The number typed so far with each unit, or the default where there is none. */
function numbers({ bootValue, unit }: Setting, typed: string): Candidate[] {
  const digits = /^\s*(\d+)\s*[A-Za-z]*$/.exec(typed)?.[1];
  if (digits !== undefined) return unitsFor(unit).map((name) => ({ text: digits + name, kind: "unit" }));
  if (bootValue === null) return [];
  const text = unit ? inLargestUnit(Number(bootValue), unit) : bootValue;
  return [{ text, kind: "value", detail: "default" }];
}
