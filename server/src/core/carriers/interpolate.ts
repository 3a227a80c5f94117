/** A text with variables filled in, and where each of its characters is in the text before. */
export interface Interpolated {
  readonly text: string;
  readonly offsets: readonly number[];
}

const variable = /\$\$|\$\{\w{1,100}(:?-)([^{}$]{0,300})\}/g;

/**
 * A text of a Compose file with the defaults of its variables, and one `$` for two (Compose specification, "Interpolation"); a variable
 * without a default stays as it is written.
 */
export function interpolate(text: string): Interpolated {
  let done = 0;
  let result = "";
  const offsets: number[] = [];
  const take = (from: number, to: number) => {
    result += text.slice(from, to);
    for (let at = from; at < to; at++) offsets.push(at);
  };
  for (const { 0: all, 1: dash, 2: value = "", index } of text.matchAll(variable)) {
    take(done, index);
    done = index + all.length;
    if (dash === undefined) take(done - 1, done);
    else take(done - 1 - value.length, done - 1);
  }
  take(done, text.length);
  return { text: result, offsets };
}
