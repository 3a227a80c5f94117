import { connectionKeyword } from "../../data/connectionKeywords.ts";
import { type FoundParameter, type FoundString, foundParameters } from "./foundString.ts";

/** The parameters of a map in Rails' database.yml: those of libpq, which Rails hands to it, and two of other names. */
export function railsDatabase(entries: readonly FoundParameter[]): readonly FoundString[] {
  const adapter = entries.find(({ name }) => name.text === "adapter")?.value.text ?? "";
  return /^(?:postgresql|postgis)$/.test(adapter) ? [foundParameters(entries, "variables", keywordOf)] : [];
}

/** Rails drops what libpq does not know. */
const keywordOf: Parameters<typeof foundParameters>[2] = (name, version) => {
  const own = { username: "user", database: "dbname" }[name] ?? name;
  return connectionKeyword(own, version) && own;
};
