import type { Language } from "../../model/language.ts";
import { lineStart, nextLine } from "../../model/lines.ts";

/** A line of a text, with its line break. */
export interface SourceLine {
  readonly text: string;
  readonly index: number;
}

/** Variables that are followed at the most. */
const maxVariables = 20;

/** How a script names our files: by their paths, and by variables that it gives these. */
export class FileNames {
  readonly #source: string;
  readonly #variables = new Map<string, Language | undefined>();
  /**
   * A regular expression for a word that is one of them; its one group is for `languageOf`. The defaults beside the server's programs,
   * `postgresql.conf.sample`, become the files of new clusters.
   */
  readonly pattern: string;

  constructor(source: string) {
    this.#source = source;
    const assignment =
      /^[ \t]*(?:(?:export|local|readonly|declare(?:[ \t]+-\w+)?)[ \t]+)?([A-Za-z_]\w{0,60})=[^\s;&|<>]{0,200}?(pg_hba|pg_ident|postgresql)(?:[.-][\w-]{1,40}){0,3}\.conf["'}]{0,3}[ \t]*(?:$|[;#\r\n])/;
    const shown =
      /^[ \t]*(?:(?:export|local|readonly)[ \t]+)?([A-Za-z_]\w{0,60})=["']?\$\([^\n)]{0,200}?SHOW[ \t]+((?:hba|ident|config)_file)\b/i;
    for (const { text } of linesWith(source, new RegExp(files, "gi"))) {
      const [, variable, name] = assignment.exec(text) ?? shown.exec(text) ?? [];
      if (variable === undefined || this.#variables.size === maxVariables) continue;
      const language = languageOfFile(name);
      const isOther = this.#variables.has(variable) && this.#variables.get(variable) !== language;
      this.#variables.set(variable, isOther ? undefined : language);
    }
    const own = [...this.#variables.keys()];
    const variables = own.length === 0 ? "" : String.raw`|(?<=\$\{?)(?:${own.join("|")})(?!\w)`;
    const paths = String.raw`(?:pg_hba|pg_ident|postgresql)(?=${infix}\.conf)|${directory}(?=\.conf)`;
    this.pattern = String.raw`[^\s<>|;&]{0,200}?(${paths}${variables})(?:${infix}\.conf(?:\.sample)?)?\}?["']?`;
  }

  /** The lines that name one of our files, and those that a backslash joins to them: the others, most of a script, cost nothing. */
  lines(isJoined = false): Iterable<SourceLine> {
    const own = [...this.#variables.keys()];
    const variables = own.length === 0 ? "" : String.raw`|\$\{?(?:${own.join("|")})(?!\w)`;
    return linesWith(this.#source, new RegExp(files + variables, "g"), isJoined);
  }

  languageOf(name: string | undefined): Language | undefined {
    return languageOfFile(name) ?? (name === undefined ? undefined : this.#variables.get(name));
  }

  /**
   * The folder before the last such name in a text, with what `pg_hba.ssl.conf` has in its name; variables are for files of one
   * folder, unless several are for one kind of file.
   */
  folderOf(text: string, name: string | undefined): string {
    if (name === undefined) return "";
    const language = this.#variables.get(name);
    if (language) {
      const isOne = [...this.#variables.values()].filter((one) => one === language).length === 1;
      return isOne ? "" : `$${name}`;
    }
    const at = text.lastIndexOf(name);
    let from = at;
    while (from > 0 && !/[\s<>|;&]/.test(text.charAt(from - 1))) from--;
    const before = text.slice(from, at);
    const own = /^(?!\.auto\.)([.-][\w.-]*?)\.conf/.exec(text.slice(at + name.length))?.[1] ?? "";
    const path =
      own + before + (name.includes("/conf.d/") ? name.slice(0, name.lastIndexOf("/conf.d/")) : "");
    return path.replaceAll(/["'{}]/g, "").replace(/\/$/, "");
  }
}

const directory = String.raw`[^\s"'<>|;&=]{0,200}(?:postgres|pgsql)[^\s"'<>|;&=]{0,200}/conf\.d/[\w.-]{1,60}`;
const infix = String.raw`(?:[.-][\w-]{1,40}){0,3}`;
const files = String.raw`(?:pg_hba|pg_ident|postgresql)${infix}\.conf|/conf\.d/[\w.-]{1,60}\.conf|SHOW[ \t]+(?:hba|ident|config)_file`;

/** Lines that backslashes join, at the most. */
const maxJoined = 30;

function* linesWith(source: string, name: RegExp, isJoined = false): Iterable<SourceLine> {
  while (name.test(source)) {
    let index = lineStart(source, name.lastIndex);
    const end = nextLine(source, name.lastIndex);
    for (
      let count = 0;
      isJoined && count < maxJoined && /\\\r?\n$/.test(source.slice(Math.max(index - 3, 0), index));
      count++
    )
      index = lineStart(source, index - 1);
    yield { text: source.slice(index, end), index };
    name.lastIndex = end;
  }
}

function languageOfFile(name: string | undefined): Language | undefined {
  if (name === "pg_hba" || name === "hba_file") return "pg-hba";
  if (name === "pg_ident" || name === "ident_file") return "pg-ident";
  return name !== undefined && /^(?:postgresql|config_file)$|\/conf\.d\//.test(name)
    ? "postgresql-conf"
    : undefined;
}
