/** A text with variables filled in, and where each of its characters is in the text before. */
export interface Interpolated {
  readonly text: string;
  readonly offsets: readonly number[];
  /** A variable without a value stays as it is written. */
  readonly isOpen: boolean;
}

/** The value of a variable; `undefined` where nothing that is read gives one. */
export type Variables = (name: string) => string | undefined;

/** Characters that values and defaults make a text longer by, at the most; variables behind stay as they are written. */
const maxFilled = 100_000;

/** A default may hold variables in turn: of one level here, whose defaults are plain. */
const inner = String.raw`(?:[^{}$]|\$\w|\$\$|\$\{[^{}$]{0,200}\})`;
const variable = new RegExp(
  String.raw`\$\$|\$(?:([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})(?:(:?[-?+])(${inner}{0,300}))?\})`,
  "g",
);

/**
 * A text of a Compose file with its variables, or their defaults, and one `$` for two (Compose specification, "Interpolation"); a variable
 * without a value stays as it is written.
 */
export function interpolate(text: string, variables: Variables = () => undefined): Interpolated {
  let done = 0;
  let result = "";
  let isOpen = false;
  const offsets: number[] = [];
  const take = (from: number, to: number) => {
    result += text.slice(from, to);
    for (let at = from; at < to; at++) offsets.push(at);
  };
  for (const { 0: all, 1: plain, 2: name = plain, 3: sign = "", 4: other = "", index } of text.matchAll(
    variable,
  )) {
    const end = index + all.length;
    const value = name === undefined ? undefined : variables(name);
    const isGiven = value !== undefined && (value !== "" || !sign.startsWith(":"));
    const isOther = sign.endsWith("-") ? !isGiven : sign.endsWith("+") && isGiven;
    const start = end - 1 - other.length;
    const filled = isOther ? interpolate(other, variables) : undefined;
    const isLong = result.length + (value?.length ?? 0) > done + maxFilled;
    if (isLong || filled?.isOpen || (name !== undefined && !isOther && (!isGiven || sign.endsWith("+")))) {
      isOpen = true;
      continue;
    }
    take(done, index);
    done = end;
    if (name === undefined) take(end - 1, end);
    else if (filled) {
      result += filled.text;
      for (const at of filled.offsets) offsets.push(start + at);
    } else {
      result += value;
      for (let at = 0; at < (value?.length ?? 0); at++) offsets.push(Math.min(index + at, end - 1));
    }
  }
  take(done, text.length);
  return { text: result, offsets, isOpen };
}
