import type { ServerVersion } from "../../model/serverVersion.ts";
import { shellWords } from "../shell/shellWords.ts";

/** What the options of initdb make of a new cluster. */
export interface InitdbOptions {
  /** The methods of the records for sockets and for the loopback addresses. */
  readonly local: string;
  readonly host: string;
  /** What it writes into postgresql.conf that is not its default, by names. */
  readonly settings: ReadonlyMap<string, string>;
}

/** Letters of options without an argument and one with (manual, "initdb"), and the names of long ones that are read here. */
const option = /^-([^AcDELTUX-]*)([AcDELTUX])([\s\S]*)$/;
const longNames = ["auth", "auth-local", "auth-host", "set"];

/**
 * The options in a text that the entry point of the image passes on to initdb through the shell; `undefined` where the shell makes others
 * of it. The last of several counts; which of `ident` and `peer` a record gets, and which `password_encryption`, is in initdb.c, `main` and
 * `setup_config`.
 */
export function initdbOptions(text: string, version: ServerVersion): InitdbOptions | undefined {
  const words = shellWords(text.replace(/(?:^|\s)#.*$/, ""))?.map((word) => word.text);
  if (!words) return undefined;
  let [local, host] = ["trust", "trust"];
  const settings = new Map<string, string>();
  for (const [name, value] of optionsIn(words)) {
    if (name === "auth-local") local = value;
    else if (name === "auth-host") host = value;
    else if (name === "auth") {
      local = value === "ident" ? "peer" : value;
      host = value === "peer" ? "ident" : value;
    } else {
      const [, setting = "", given = ""] = /^([^=]+)=([\s\S]*)$/.exec(value) ?? [];
      if (setting) settings.set(setting.toLowerCase().replaceAll("-", "_"), given);
    }
  }
  const methods = [local, host];
  const [usual, other] = version < 14 ? ["md5", "scram-sha-256"] : ["scram-sha-256", "md5"];
  const follows = methods.includes(other) && (version < 14 || !methods.includes(usual));
  if (follows && !settings.has("password_encryption")) settings.set("password_encryption", other);
  return { local, host, settings };
}

/** The options that are read, by their long names, and their arguments, as `getopt_long` finds them. */
function* optionsIn(words: readonly string[]): Iterable<readonly [name: string, value: string]> {
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const [, long, equals, value = ""] = /^--([\w-]+)(=)?([\s\S]*)$/.exec(word) ?? [];
    if (long !== undefined) {
      const name = longNames.includes(long) ? long : uniqueName(long);
      if (name) yield [name, equals ? value : (words[++at] ?? "")];
      continue;
    }
    const [, letters = "", letter = "", rest = ""] = option.exec(word) ?? [];
    if (letters + letter === "") continue;
    const argument = rest === "" ? (words[++at] ?? "") : rest;
    if (letter === "A") yield ["auth", argument];
    else if (letter === "c") yield ["set", argument];
  }
}

/** The one name that begins with a text. */
function uniqueName(text: string): string | undefined {
  const found = longNames.filter((name) => name.startsWith(text));
  return found.length === 1 ? found[0] : undefined;
}
