import pc from "picocolors";

/** The values of `--color`. */
export const colorModes = ["auto", "always", "never"] as const;

export type ColorMode = (typeof colorModes)[number];

/** Ways to colour a text; each returns it as it is where there are to be no colours. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where text goes, and how it may look there. */
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  readonly colors: Colors;
}

/** What of a stream is needed here. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns where nobody knows. */
const usualWidth = 80;

/** Narrower terminals break lines on their own. */
const leastWidth = 40;

/** How output to a stream may look. */
export function outputTo(stream: Stream, mode: ColorMode = "auto", env = process.env): Output {
  const isTerminal = stream.isTTY === true;
  return {
    isTerminal,
    width: Math.max(stream.columns || usualWidth, leastWidth),
    colors: pc.createColors(isColored(isTerminal, mode, env)),
  };
}

/** The option decides, then https://no-color.org, then FORCE_COLOR, then whether it is a terminal that can. */
function isColored(isTerminal: boolean, mode: ColorMode, env: Readonly<NodeJS.ProcessEnv>): boolean {
  if (mode !== "auto") return mode === "always";
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return !/^(0|false)$/.test(env.FORCE_COLOR);
  return isTerminal && env.TERM !== "dumb";
}
