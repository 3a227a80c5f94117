import { type LineSection, lineParameters, parametersOf } from "../../data/pgbouncer/lineParameters.ts";
import type { PgBouncerSetting } from "../../data/pgbouncer/pgbouncerSetting.ts";
import { pgbouncerSetting, valuesOf } from "../../data/pgbouncer/pgbouncerSettings.ts";
import { type PgBouncerColumn, recordWords } from "../../data/pgbouncer/recordWords.ts";
import {
  newestPgBouncerVersion,
  type PgBouncerVersion,
  toPgBouncerVersion,
} from "../../model/pgbouncerVersion.ts";
import { bullets, code, type Markdown, md, paragraphs, trusted } from "../hover/render.ts";

/** A setting of `[pgbouncer]`, or a parameter of a line of another section, in a release. */
export function describedSetting(
  section: string | undefined,
  name: string,
  version: PgBouncerVersion,
): PgBouncerSetting | undefined {
  if (section === "pgbouncer") return pgbouncerSetting(name, version);
  if (section === undefined || !Object.hasOwn(lineParameters, section)) return undefined;
  return parametersOf(section as LineSection, version).find((row) => row.name === name);
}

/** What is known of a setting or parameter. */
export function describeSettingOf(setting: PgBouncerSetting, version: PgBouncerVersion): Markdown {
  const { name, byDefault, documentation, needsRestart, since, until } = setting;
  const values = valuesOf(setting, version);
  const range = since
    ? trusted(`PgBouncer 1.${since}${until ? ` to 1.${until}` : " and later"}.`)
    : until
      ? trusted(`PgBouncer up to 1.${until}.`)
      : undefined;
  return paragraphs(
    md`**${code(name)}**`,
    trusted(documentation),
    byDefault !== undefined && byDefault !== "" && !documentation.includes("This default")
      ? md`Default: ${code(byDefault)}.`
      : undefined,
    needsRestart && trusted("A change needs a restart; a reload ignores it without a word."),
    range,
    values.length > 0
      ? bullets(values.map(({ text, documentation }) => md`${code(text)}: ${trusted(documentation)}`))
      : undefined,
  );
}

/** Where settings have their section, words of records have this in their keys. */
export const recordSection = "auth_hba_file";

/** Markdown for a key of `pgbouncerKey`. */
export function describePgBouncerKey(key: string): string | undefined {
  const [, release, section, name = "", text] = key.split(" ");
  const version = toPgBouncerVersion(release) ?? newestPgBouncerVersion;
  if (section === recordSection) {
    const word = recordWords(name as PgBouncerColumn, version).find((one) => one.text === text);
    return word && trusted(word.documentation).text;
  }
  const setting = describedSetting(section, name, version);
  if (!setting) return undefined;
  if (text === undefined) return describeSettingOf(setting, version).text;
  const value = valuesOf(setting, version).find((one) => one.text === text);
  return value && trusted(value.documentation).text;
}

/** Names a proposal's documentation. */
export function pgbouncerKey(
  version: PgBouncerVersion,
  section: string,
  name: string,
  value?: string,
): string {
  return ["pgbouncer", `1.${version}`, section, name, ...(value === undefined ? [] : [value])].join(" ");
}
