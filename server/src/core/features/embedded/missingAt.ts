/** What a word lacks to be read where proposals are wanted for it. */
export interface Missing {
  /** What is put there, and at which offset. */
  readonly text: string;
  readonly at: number;
  /** Where what is begun starts. */
  readonly start: number;
  /** Whether it is the name of a setting, behind which nothing follows. */
  readonly isName: boolean;
}

/** A word in the place of the one that is not begun yet, long enough for a name of a setting by which carriers know a script. */
const placeholder = "xx";

/** An argument of a server up to the cursor: `-c`, or `--set` of initdb, with what separates the words of a line, of a list or of a block, or `--`. */
const argument = /(?<![\w-])(?:(?:-c|--set)[\s"',\\][\s"',\\-]*|--)([A-Za-z_][\w-]*)?(=["']?)?$/;
/** Characters before and behind the cursor that may belong to it. */
const maxAround = 200;

/**
 * What is not begun at an offset: the value of an argument, `=` behind its name, the name itself, or else the last word of a line. The
 * blanks behind `- hostssl all` belong to no scalar of YAML, and an item or a value without any word is null. `undefined` for nothing.
 */
export function missingAt(source: string, offset: number): Missing | undefined {
  const before = source.slice(Math.max(offset - maxAround, 0), offset);
  const after = source.slice(offset, offset + maxAround);
  const [found, typed = "", equals] = argument.exec(before) ?? [];
  const value = { text: placeholder, at: offset, start: offset, isName: false };
  if (equals !== undefined) return value;
  if (found !== undefined) {
    const [rest = ""] = /^[\w-]*/.exec(after) ?? [];
    const name = typed + rest === "" ? placeholder : "";
    const isName = after[rest.length] !== "=";
    const text = isName ? `${name}=${placeholder}` : name;
    return { text, at: offset + rest.length, start: offset - typed.length, isName };
  }
  return /[ \t]$/.test(before) && /^[ \t]*(?:\r?\n|$)/.test(after) ? value : undefined;
}
