import type { ConnectionKeyword } from "../../data/connectionKeyword.ts";
import {
  connectionKeyword,
  connectionKeywords,
  connectionKeywordVersions,
} from "../../data/connectionKeywords.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import { code, facts, heading, listed, type Markdown, md, paragraphs, trusted } from "../hover/render.ts";
import { absenceInWords } from "./versionsInWords.ts";

/** What a keyword of a connection string means; `undefined` for a name that no version of libpq knows. */
export function describeConnectionKeyword(name: string, version: ServerVersion): Markdown | undefined {
  const versions = connectionKeywordVersions(name);
  const keyword = connectionKeyword(name, version) ?? connectionKeywords.find((row) => row.name === name);
  if (!versions || !keyword) return undefined;
  const { documentation, values = [], byDefault, variable } = keyword;
  const known = values.filter((value) => existsIn(value, version)).map(({ text }) => code(text));
  return paragraphs(
    heading(md`Connection keyword ${code(name)}`),
    absenceInWords(versions, version),
    trusted(documentation),
    facts([
      ["Values", known.length > 0 ? listed(known) : undefined],
      ["Default", byDefault === undefined ? undefined : code(byDefault)],
      ["Environment variable", variable === undefined ? undefined : code(variable)],
    ]),
  );
}

/** What a value of a keyword means; `undefined` where it is one of many, or secret. */
export function describeConnectionValue(
  name: string,
  value: string,
  version: ServerVersion,
): Markdown | undefined {
  const keyword = connectionKeyword(name, version);
  if (!keyword || keyword.isSecret) return undefined;
  const row = keyword.values?.find((one) => spells(keyword, one.text, value));
  return row && paragraphs(heading(code(`${name}=${row.text}`)), trusted(row.documentation));
}

function spells({ kind }: ConnectionKeyword, text: string, value: string): boolean {
  return kind === "protocol" ? text.toLowerCase() === value.toLowerCase() : text === value;
}
