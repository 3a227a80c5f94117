import { shellWords } from "../shell/shellWords.ts";
import { partOf, type ScalarPart, type ServerArguments, serverArguments } from "./serverArguments.ts";

/** The server that a container starts. */
export interface ServerCommand extends ServerArguments {
  /** What a shell runs before the server; `"unknown"` where a script of its own does. */
  readonly before?: string;
}

/**
 * The arguments of the server in a command: of `postgres`, of a script that is given `postgres` with its arguments, as the entry points
 * of images are, or of the command by which a shell starts it, as in `bash -c "chown … && exec docker-entrypoint.sh postgres -c ssl=on"`.
 * `undefined` for another command.
 */
export function serverCommand(words: readonly ScalarPart[]): ServerCommand | undefined {
  const plain = serverArguments(words);
  if (plain) return plain;
  const [script, server] = words;
  if (script && /\.sh$/.test(script.text) && isServer(server)) {
    const given = serverArguments(words.slice(1));
    // The script may make others of them.
    return given && { ...given, refused: [], before: "unknown" };
  }
  const shell = shellText(words);
  if (!shell) return undefined;
  const { text, given } = shell;
  for (const command of [...commandsIn(text.text)].reverse()) {
    const own = wordsOfServer(partOf(text, command.from, command.to), given);
    const found = own && serverArguments(own);
    if (found) return { ...found, before: text.text.slice(0, command.from) };
  }
  return undefined;
}

/** A text that a command has a shell run. */
interface ShellText {
  readonly shell: string;
  readonly text: ScalarPart;
  /** What comes in the place of `"$@"`. */
  readonly given: readonly ScalarPart[];
}

/** What a command has a shell run; `undefined` for another command. */
export function shellText(words: readonly ScalarPart[]): ShellText | undefined {
  const at = words.findIndex(({ text }) => /^(?:.*\/)?(?:ba|da)?sh$/.test(text));
  const option = words.findIndex(({ text }, index) => index > at && /^-[a-z]*c$/.test(text));
  const text = words[option + 1];
  const isShell = at === 0 || (at === 1 && isEntryPoint(words[0]));
  if (!isShell || option < 0 || !text || words.slice(at + 1, option).some((word) => !/^-/.test(word.text)))
    return undefined;
  return { shell: words[at]?.text ?? "", text, given: words.slice(option + 3) };
}

function isServer(word: ScalarPart | undefined): boolean {
  return word !== undefined && /^(?:.*\/)?(?:postgres|postmaster)$/.test(word.text);
}

function isEntryPoint(word: ScalarPart | undefined): boolean {
  return word !== undefined && /^(?:.*\/)?(?:docker-)?entrypoint(?:\.sh)?$/.test(word.text);
}

/** The words from `postgres` or the entry point on, with those that the shell is given in the place of `"$@"`. */
function wordsOfServer(command: ScalarPart, given: readonly ScalarPart[]): readonly ScalarPart[] | undefined {
  const { shells = 0, fillsIn = false } = command.reading ?? {};
  const reading = { shells: shells + 1, fillsIn };
  const words = shellWords(command.text)?.flatMap(({ text, offsets }): readonly ScalarPart[] =>
    text === "$@"
      ? given
      : [{ ...command, text, offsets: offsets.map((at) => command.offsets[at] ?? 0), reading }],
  );
  const start =
    words?.findIndex(
      (word, at) => (isServer(word) || isEntryPoint(word)) && !takesUser.test(words[at - 1]?.text ?? ""),
    ) ?? -1;
  const [first] = words ?? [];
  const isRun = start === 0 || /^(?:.*\/)?(?:exec|gosu|su-exec|setpriv|sudo)$/.test(first?.text ?? "");
  return start >= 0 && isRun ? words?.slice(start) : undefined;
}

/** Before the user as whom another command runs. */
const takesUser = /^(?:-u|--user|-g|--group|(?:.*\/)?(?:gosu|su-exec))$/;

/** One command of a text for the shell: up to a sign that separates it from the next, outside of quotation marks. */
const command = /(?:\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|#(?<=(?:^|[\s;&|])#)[^\n]*|[^\\"'\n;&|])+/g;

/** The commands of a text for the shell. */
export function commandsIn(text: string): readonly { readonly from: number; readonly to: number }[] {
  return [...text.matchAll(command)].flatMap(({ 0: all, index }) => {
    const [blanks = ""] = /^(?:\s|#[^\n]*(?:\n|$))*/.exec(all) ?? [];
    const end = all.replace(/\s#[^\n"']*$/, "").trimEnd().length;
    return end > blanks.length ? [{ from: index + blanks.length, to: index + end }] : [];
  });
}
