import { describeOption, describeOptionValue } from "../../describe/describeAuth.ts";
import { type Found, found } from "../finder.ts";
import { code, type Markdown, md, paragraphs } from "../render.ts";
import type { HbaFinder } from "./hbaFinders.ts";

/** An authentication option's name and its value. */
export const findOption: HbaFinder = ({ at, snapshot }): Found | undefined => {
  const { option } = at;
  if (at.column !== "option" || !option) return undefined;
  const { serverVersion, identMaps } = snapshot.context;
  if (at.optionPart !== "value" || option.value === undefined) {
    return found(option.nameSpan, describeOption(option.name, serverVersion));
  }
  if (option.name === "map") return found(option.valueSpan, describeMap(option.value, identMaps));
  const value = describeOptionValue(option.name, option.value, serverVersion);
  return found(option.valueSpan, value ?? describeOption(option.name, serverVersion));
};

function describeMap(name: string, maps: ReadonlySet<string> | undefined): Markdown {
  const known = maps?.has(name);
  return paragraphs(
    md`The map ${code(name)} of \`pg_ident.conf\`.`,
    known === false ? md`**No line there belongs to it**, so nobody gets in.` : undefined,
  );
}
