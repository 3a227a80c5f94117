import type { Reasoned } from "../../cluster/cluster.ts";
import { lineEnd, lineStart } from "../../model/lines.ts";
import { type ServerVersion, toServerVersion } from "../../model/serverVersion.ts";
import { onlyArguments, settingName } from "../containers/containerFile.ts";
import { imageVersion, pathVersion } from "../containers/imageVersion.ts";
import { postgresImages } from "../containers/postgresImages.ts";
import {
  type ArgumentSetting,
  offsetsFrom,
  partOf,
  type ScalarPart,
  serverArguments,
  settingIn,
} from "../containers/serverArguments.ts";
import { commandsIn } from "../containers/serverCommand.ts";
import { shellWords } from "./shellWords.ts";

/** Settings that one command of a script gives a server. */
export interface StartedServer {
  readonly settings: readonly ArgumentSetting[];
  readonly version?: Reasoned<ServerVersion> | undefined;
  /** They are arguments of the server; otherwise they are written into its postgresql.conf. */
  readonly isStarted: boolean;
}

/** Commands of a script that are looked at, and lines that backslashes join, at the most. */
const maxCommands = 100;
const maxJoined = 50;

const programs =
  /\b(?:docker-entrypoint|postgres|postmaster|postgis|pgvector|timescaledb|pg_ctl|initdb|pg_conftool|pg_createcluster|pg_ctlcluster)\b/g;

/** The servers that a script starts or sets up, with the settings that its commands give them. */
export function* shellServers(source: string): Iterable<StartedServer> {
  let end = 0;
  let count = 0;
  for (const { index } of source.matchAll(programs)) {
    if (index < end) continue;
    if (count++ === maxCommands) return;
    const line = joinedLine(source, index);
    end = line.to;
    const value = source.slice(line.from, line.to);
    if (/^[ \t]*#/.test(value)) continue;
    const scalar = { value, style: "raw", ...line } as const;
    yield* serversIn({ scalar, text: masked(value), offsets: offsetsFrom(0, value.length) }, 0);
  }
}

/** The line at an offset with those that backslashes join to it. */
function joinedLine(source: string, at: number) {
  let from = lineStart(source, at);
  let to = lineEnd(source, at);
  for (
    let count = 0;
    count < maxJoined && /\\\r?\n$/.test(source.slice(Math.max(from - 3, 0), from));
    count++
  )
    from = lineStart(source, from - 1);
  for (let count = 0; count < maxJoined && /\\\r?$/.test(source.slice(Math.max(to - 2, 0), to)); count++)
    to = lineEnd(source, Math.min(to + 1, source.length));
  return { from, to };
}

/** A sign in the place of each character of a word that only the shell knows. */
const unknown = "\u0001";

/** A command line of the same length in which variables and commands within it are unknown, and redirections are blanks. */
function masked(line: string): string {
  const known = line.replace(
    /'[^']*'|\\[\s\S]|\$\([^()\n]{0,200}\)|`[^`\n]{0,200}`|\$\{[^}\n]{0,200}\}|\$[\w@*#?]+/g,
    (text) => (/^[$`]/.test(text) ? unknown.repeat(text.length) : text),
  );
  return known.replace(
    /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\s(?:\d|&)?>>?(?:&\d|[ \t]*(?:"[^"\n]*"|[^\s;&|"']+))/g,
    (text) => (/^\s/.test(text) ? " ".repeat(text.length) : text),
  );
}

/** Texts that one shell gives the next at the most. */
const maxDepth = 3;

function* serversIn(text: ScalarPart, depth: number): Iterable<StartedServer> {
  for (const { from, to } of commandsIn(text.text)) {
    const words = wordsIn(partOf(text, from, to));
    const at = words?.findIndex((word, index) => nameOf(word) in readers && !isUser(words, index)) ?? -1;
    if (!words || at < 0) continue;
    const [first] = words;
    if (at > 0 && !(first && wrappers.test(first.text))) continue;
    const name = nameOf(words[at]);
    if (name === "sh" || name === "su") {
      const option = words.findIndex((word, index) => index > at && /^-[a-z]*c$|^--command$/.test(word.text));
      const inner = words[option + 1];
      if (option > 0 && inner && depth < maxDepth) yield* serversIn(inner, depth + 1);
      continue;
    }
    const found = readers[name]?.(words.slice(at));
    const settings = known(found?.settings ?? []);
    if (found && settings.length > 0) yield { ...found, settings };
  }
}

/** What runs another command; or variables for it. */
const wrappers =
  /^(?:.*\/)?(?:exec|gosu|su-exec|setpriv|sudo|nohup|env|time|command|if|then|do|else|!|\w+=[\s\S]*)$/;

/** Whether a word is the user as whom another command runs. */
function isUser(words: readonly ScalarPart[], at: number): boolean {
  return /^(?:-u|--user|-g|--group|(?:.*\/)?(?:gosu|su-exec))$/.test(words[at - 1]?.text ?? "");
}

function wordsIn(text: ScalarPart): readonly ScalarPart[] | undefined {
  const reading = { shells: (text.reading?.shells ?? 0) + 1, fillsIn: false };
  return shellWords(text.text)?.map((word) => ({
    scalar: text.scalar,
    text: word.text,
    offsets: word.offsets.map((at) => text.offsets[at] ?? 0),
    reading,
  }));
}

function nameOf(word: ScalarPart | undefined): string {
  const name = word?.text.replace(/^.*\//, "") ?? "";
  if (/^(?:bash|dash)$/.test(name)) return "sh";
  if (name === "runuser") return "su";
  return /^(?:podman|nerdctl)$/.test(name) ? "docker" : name;
}

/** Settings that a file may have and whose values are known, of which the last of a name counts. */
function known(settings: readonly ArgumentSetting[]): readonly ArgumentSetting[] {
  const isOpen = ({ name, value }: ArgumentSetting) => isUnknown(name) || isUnknown(value);
  return settings.filter(
    (setting, at) =>
      !isOpen(setting) &&
      !onlyArguments.has(settingName(setting)) &&
      !settings.slice(at + 1).some((other) => other.name.text === setting.name.text && isOpen(other)),
  );
}

function isUnknown({ text }: ScalarPart): boolean {
  return text.includes(unknown);
}

type Reader = (words: readonly ScalarPart[]) => StartedServer | undefined;

const startsServer: Reader = (words) => {
  const settings = serverArguments(words)?.settings;
  return settings && { settings, version: versionOf(words[0]), isStarted: true };
};

/** pg_ctl, `-o`; pg_ctlcluster(1), "--options". With `init` these are initdb's. */
const startsByOptions: Reader = (words) => {
  const given = optionValues(words, /^(?:-o|--options)(?:=|$)|^-o/).flatMap((one) => wordsIn(one) ?? []);
  const isInit = words.some(({ text }) => /^init(?:db)?$/.test(text));
  if (isInit) return { settings: written(given, /^(?:-c|--set)(?:=|$)|^-c/), isStarted: false };
  const version = nameOf(words[0]) === "pg_ctlcluster" ? numberIn(words) : versionOf(words[0]);
  return { settings: serverArguments(given)?.settings ?? [], version, isStarted: true };
};

/** By what each program takes settings; the two that run a text of commands are for `serversIn`. */
const readers: Readonly<Record<string, Reader | undefined>> = {
  sh: undefined,
  su: undefined,
  postgres: startsServer,
  postmaster: startsServer,
  // Arguments behind those that a container is given: `docker-entrypoint.sh "$@" -c ssl=on`.
  "docker-entrypoint.sh": ([first, given, ...rest]) =>
    startsServer(given && isUnknown(given) ? rest : [first, given, ...rest].flatMap((word) => word ?? [])),
  pg_ctl: startsByOptions,
  pg_ctlcluster: startsByOptions,
  initdb: (words) => ({
    settings: written(words, /^(?:-c|--set)(?:=|$)|^-c/),
    version: versionOf(words[0]),
    isStarted: false,
  }),
  // pg_createcluster(1), "--pgoption".
  pg_createcluster: (words) => ({
    settings: written(words, /^(?:-o|--pgoption)(?:=|$)|^-o/),
    version: numberIn(words),
    isStarted: false,
  }),
  // pg_conftool(1): `pg_conftool [options] [version cluster] [file] set NAME VALUE`.
  pg_conftool: (words) => {
    const at = words.findIndex(({ text }) => text === "set");
    const [name, value] = words.slice(at + 1);
    const isOther = words.slice(0, at).some(({ text }) => /\.conf$/.test(text) && !/postgresql/.test(text));
    if (at < 0 || !name || !value || isOther) return undefined;
    return { settings: [{ name, value }], version: numberIn(words), isStarted: false };
  },
  docker: (words) => {
    const run = words.findIndex(({ text }) => text === "run" || text === "create");
    const image = words.findIndex(
      ({ text }, at) => at > run && postgresImages.test(text) && !takesValue(words[at - 1]?.text ?? ""),
    );
    if (run < 0 || image < 0) return undefined;
    const settings = serverArguments(words.slice(image + 1))?.settings;
    const version = imageVersion(words[image]?.text, "the image says so");
    return settings && { settings, version, isStarted: true };
  },
};

/** Whether the next word is the value of an option of `docker run`. */
function takesValue(option: string): boolean {
  return (
    /^-/.test(option) &&
    !option.includes("=") &&
    !/^(?:-[ditPq]+|--(?:rm|detach|interactive|tty|init|privileged|read-only|quiet|publish-all))$/.test(
      option,
    )
  );
}

/** The values of an option, as the next word or as the rest of its own. */
function optionValues(words: readonly ScalarPart[], option: RegExp): readonly ScalarPart[] {
  return words.flatMap((word, at) => {
    const [all] = option.exec(word.text) ?? [];
    if (all === undefined) return [];
    return (
      (all.length === word.text.length && !all.endsWith("=")
        ? words[at + 1]
        : partOf(word, all.length, word.text.length)) ?? []
    );
  });
}

function written(words: readonly ScalarPart[], option: RegExp): readonly ArgumentSetting[] {
  return optionValues(words, option).flatMap((value) => settingIn(value) ?? []);
}

function versionOf(program: ScalarPart | undefined) {
  return pathVersion(program?.text, "the path of the program says so");
}

/** The version that Debian's programs are given. */
function numberIn(words: readonly ScalarPart[]): Reasoned<ServerVersion> | undefined {
  const value = words.flatMap(({ text }) => (/^\d\d$/.test(text) ? (toServerVersion(text) ?? []) : []))[0];
  return value && { value, reason: "the command says so" };
}
