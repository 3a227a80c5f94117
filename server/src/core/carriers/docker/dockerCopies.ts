import type { AccessChange } from "../../cluster/imageAccess.ts";
import { absolutePath } from "../absolutePath.ts";
import { serverUserOf } from "../containers/postgresImages.ts";
import { shellWords } from "../shell/shellWords.ts";
import { environmentOf, type Instruction, instructionWords } from "./dockerInstructions.ts";

/** What a Dockerfile's last stage brings into the image. */
export interface DockerCopies {
  /** Paths in the image, and those that they are beside the Dockerfile. */
  readonly mappings: Readonly<Record<string, string>>;
  /** What becomes of their owners and modes, in the order of the instructions. */
  readonly access: readonly AccessChange[];
  /** The user id of the server; `undefined` where it is not known. */
  readonly serverUser: number | undefined;
}

/** What `COPY` and `ADD` bring from the folder of the Dockerfile, which mostly is that of the build, and `RUN` makes of it. */
export function readCopies(stage: readonly Instruction[], image: string): DockerCopies {
  const mappings: Record<string, string> = {};
  const access: AccessChange[] = [];
  const users = { root: 0, postgres: serverUserOf(image) };
  const variables = variablesOf(stage);
  let folder = "/";
  let serverUser = users.postgres;
  for (const { name, rest } of stage) {
    const instruction = { name, rest: withVariables(rest, variables) };
    if (name === "WORKDIR") folder = absolutePath(instruction.rest.value.replace(/["']/g, ""), folder);
    else if (name === "USER") {
      const user = idOf(instruction.rest.value.split(":")[0], users);
      // The entry point gives up root's rights.
      serverUser = user === 0 ? users.postgres : user;
    } else if (name === "RUN") access.push(...changesOf(instruction.rest.value, folder, users));
    else if (name === "COPY" || name === "ADD") {
      const { copied, options } = copiedBy(instruction, folder);
      for (const [target, source] of copied) {
        mappings[target] = source;
        access.push(copyAccess(target, options, users));
      }
    }
  }
  return { mappings, access, serverUser };
}

/** User ids by name; those of other names are not known. */
type Users = Readonly<Record<string, number | undefined>>;

function copiedBy(instruction: Instruction, folder: string) {
  const words = instructionWords(instruction)?.map(({ text }) => text) ?? [];
  const options = words.filter((word) => word.startsWith("--"));
  const paths = words.slice(options.length);
  const copied: [target: string, source: string][] = [];
  const target = absolutePath(paths.at(-1) ?? "", folder);
  if (options.some((word) => /^--from\b/.test(word)) || paths.some((word) => /[$*?[]|:/.test(word)))
    return { copied, options };
  const isFolder = /\/$|^\.{1,2}$/.test(paths.at(-1) ?? "") || paths.length > 2;
  for (const from of paths.slice(0, -1)) {
    const file = from.slice(from.lastIndexOf("/") + 1);
    copied.push([isFolder ? absolutePath(file, target) : target, `./${from.replace(/^\.?\//, "")}`]);
  }
  return { copied, options };
}

/** What is copied belongs to root, but for `--chown`, and keeps its mode, but for `--chmod` (Docker's reference, "COPY"). */
function copyAccess(path: string, options: readonly string[], users: Users): AccessChange {
  const option = (name: string) =>
    options.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [chown, chmod] = [option("chown") ?? "0:0", option("chmod")];
  return { path, isRecursive: true, ...ownerChange(chown, users), ...(chmod && modeChange(chmod)) };
}

/** `USER:GROUP`: a group without a name is that of the user's number. */
function ownerChange(text: string, users: Users): Partial<AccessChange> {
  const [user = "", group] = text.split(/[:.]/);
  const owner = user === "" ? undefined : idOf(user, users);
  if (user !== "" && owner === undefined) return { isUnknown: true };
  const id = group === undefined ? undefined : idOf(group === "" ? user : group, users);
  return { ...(owner !== undefined && { owner }), ...(id !== undefined && { group: id }) };
}

function idOf(text: string | undefined, users: Users): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text)
    ? Number(text)
    : Object.hasOwn(users, text ?? "")
      ? users[text ?? ""]
      : undefined;
}

/** A mode of `chmod`, in digits or letters, as far as it does not depend on what the file is. */
function modeChange(text: string): Partial<AccessChange> {
  if (/^[0-7]{3,4}$/.test(text)) return { clear: 0o7777, set: Number.parseInt(text, 8) };
  let [clear, set] = [0, 0];
  for (const part of text.split(",")) {
    const [, who = "", sign, what = ""] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(part) ?? [];
    if (sign === undefined) return { isUnknown: true };
    const bits = (letters: string) =>
      [...letters].reduce((sum, letter) => sum | { r: 4, w: 2, x: 1 }[letter as "r" | "w" | "x"], 0);
    const spread = (value: number) =>
      [..."ugo"].reduce(
        (sum, one, index) => (/^$|a/.test(who) || who.includes(one) ? sum | (value << (6 - 3 * index)) : sum),
        0,
      );
    const [given, all] = [spread(bits(what)), spread(7)];
    if (sign === "-") [clear, set] = [clear | given, set & ~given];
    else [clear, set] = [sign === "=" ? clear | all : clear, (sign === "=" ? set & ~all : set) | given];
  }
  return { clear, set };
}

/** What commands of a shell do to owners and modes. */
function changesOf(text: string, folder: string, users: Users): readonly AccessChange[] {
  return text.split(/&&|\|\||[;|\n]/).flatMap((command): AccessChange[] => {
    const words = shellWords(command)?.map(({ text: word }) => word);
    const at = words?.findIndex((word) => /^(?:chown|chmod)$/.test(word)) ?? -1;
    if (!words || at < 0) return named(command, folder);
    const options = words
      .slice(at + 1)
      .filter((word) => /^-[a-zA-Z-]+$/.test(word) && !/^-[rwx]+$/.test(word));
    const [what = "", ...paths] = words.slice(at + 1).filter((word) => !options.includes(word));
    const isRecursive = options.some((option) => /^-\w*R|^--recursive$/.test(option));
    const change = words[at] === "chown" ? ownerChange(what, users) : modeChange(what);
    return paths.map((path) => ({ path: absolutePath(path, folder), isRecursive, ...change }));
  });
}

/** What becomes of owners and modes by what runs before the server: the text of a shell, or `"unknown"`. */
export function accessAfter(
  before: string | undefined,
  serverUser: number | undefined,
): readonly AccessChange[] {
  if (before === "unknown") return [{ path: "/", isRecursive: true, isUnknown: true }];
  return before === undefined ? [] : changesOf(before, "/", { root: 0, postgres: serverUser });
}

/** The paths that another command names: what it does to them is not known, nor what one with a variable in its words does at all. */
function named(command: string, folder: string): AccessChange[] {
  if (/\bch(?:own|mod)\b/.test(command) && /[$`]/.test(command))
    return [{ path: "/", isRecursive: true, isUnknown: true }];
  return [...command.matchAll(/[^\s"'=<>()]{0,200}[\w*]\.(?:key|pem|crt|cert)\b|\/[^\s"'=<>()]{1,300}/g)].map(
    ([path]) => ({
      path: absolutePath(path, folder),
      isRecursive: true,
      isUnknown: true,
    }),
  );
}

/** The values that `ENV` and `ARG` of the stage give variables, and the image gives `PGDATA`. */
function variablesOf(stage: readonly Instruction[]): ReadonlyMap<string, string> {
  const found = new Map([["PGDATA", "/var/lib/postgresql/data"]]);
  for (const { name, rest } of [...stage].reverse()) {
    const [, variable = "", value = ""] = /^(\w+)=["']?([^\s"']+)/.exec(rest.value) ?? [];
    if (name === "ARG" && variable) found.set(variable, value);
  }
  for (const [name, { text }] of environmentOf(stage)) found.set(name, text);
  return found;
}

/** Characters of the longest value that is filled in, a path's for instance, and by which a line becomes longer, at the most. */
const maxValue = 4096;
const maxFilled = 10_000;

/** A line with its variables filled in. */
function withVariables(
  rest: Instruction["rest"],
  variables: ReadonlyMap<string, string>,
): Instruction["rest"] {
  let filled = 0;
  const value = rest.value.replace(
    /\$(?:(\w{1,60})|\{(\w{1,60})\})/g,
    (all, plain?: string, braced?: string) => {
      const text = variables.get(plain ?? braced ?? "") ?? all;
      if (text.length > maxValue || filled + text.length > maxFilled) return all;
      filled += text.length;
      return text;
    },
  );
  return { ...rest, value };
}
