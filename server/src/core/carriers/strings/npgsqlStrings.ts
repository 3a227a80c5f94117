import { npgsqlKeyword } from "../../data/drivers/npgsqlKeywords.ts";
import { readNpgsqlString } from "../../syntax/connection/readNpgsqlString.ts";
import { type FoundString, isFilledIn } from "./foundString.ts";
import type { MappedText } from "./mappedText.ts";

/**
 * Whether a text is a string of Npgsql. MySQL's and SQL Server's are written in the same way: those name their server mostly `Server`, and
 * have keywords of their own, so that only `Host` with no such word beside it is beyond doubt.
 */
export function isNpgsqlText(text: string): boolean {
  if (text.length > maxLength) return false;
  if (!/(?:^|;)\s*host\s*=/i.test(text) || !text.includes(";") || text.includes("://")) return false;
  const pairs = readNpgsqlString(text);
  const names = pairs.map(({ name }) => name.toLowerCase());
  return (
    names.some((name) => /^(?:database|db|user ?name|user ?id|uid|password|pwd|ssl ?mode)$/.test(name)) &&
    !names.some((name) => ofOthers.test(name)) &&
    !pairs.some(({ name, value }) => /^port$/i.test(name) && value === "3306")
  );
}

/** UTF-16 units of a string at the most. */
const maxLength = 2_000;

/** Keywords of MySQL's and SQL Server's libraries that Npgsql does not have. */
const ofOthers =
  /^(?:driver|provider|user|data source|initial catalog|encrypt|integrated security|charset|character ?set|ssl-?(?:ca|cert)|allow ?(?:public ?key|user|load).*|multiple ?active.*)$/;

/** A string of Npgsql. libpq's reader has what is a secret in it, and no more: all other words differ. */
export function foundNpgsql(mapped: MappedText): FoundString {
  const pairs = readNpgsqlString(mapped.text).filter(({ name, value }) => !isFilledIn(name + value));
  const secrets = pairs.flatMap(({ name, value, ...spans }) => {
    const secret = npgsqlKeyword(name)?.secret;
    return secret ? [{ name: secret, value, ...spans }] : [];
  });
  return {
    ...mapped,
    use: "application",
    driver: "npgsql",
    form: "npgsql",
    names: [],
    options: pairs.map(({ name, value, ...spans }) => {
      const keyword = npgsqlKeyword(name);
      const known = keyword?.values?.find((word) => word.toLowerCase() === value.toLowerCase());
      return { name: keyword?.name ?? name, value: known ?? value, ...spans };
    }),
    read: () => ({ form: "pairs", parameters: secrets }),
  };
}
