/** A text with variables filled in, and where each of its characters is in the text before. */
export interface Interpolated {
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The value of a variable; `undefined` where nothing that is read gives one. */
export type Variables = (name: string) => string | undefined;

const variable = /\$\$|\$(?:([A-Za-z_]\w{0,99})|\{([A-Za-z_]\w{0,99})(?:(:?[-?+])([^{}$]{0,300}))?\})/g;

/**
 * A text of a Compose file with its variables, or their defaults, and one `$` for two (Compose specification, "Interpolation"); a variable
 * without a value stays as it is written.
 */
export function interpolate(text: string, variables: Variables = () => undefined): Interpolated {
  let done = 0;
  let result = "";
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
    if (name !== undefined && !isOther && (!isGiven || sign.endsWith("+"))) continue;
    take(done, index);
    done = end;
    if (name === undefined) take(end - 1, end);
    else if (isOther) take(end - 1 - other.length, end - 1);
    else {
      result += value;
      for (let at = 0; at < (value?.length ?? 0); at++) offsets.push(Math.min(index + at, end - 1));
    }
  }
  take(done, text.length);
  return { text: result, offsets };
}
