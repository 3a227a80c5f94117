/** The number at the start of a text, and where it ends. */
export interface ReadNumber {
  readonly value: number;
  readonly end: number;
}

/**
 * The start of a text as an integer setting reads it: C's `strtol` with base 0 (decimal, `0x`, and octal behind a leading
 * zero), and `strtod` where a point or an exponent follows. `undefined` when there is no number, or none that fits.
 */
export function readInteger(text: string): ReadNumber | undefined {
  const match = /^[ \t\n\v\f\r]*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)/.exec(text);
  const [whole, sign, digits] = match ?? [];
  const end = whole?.length ?? 0;
  if (!digits) return /^[.eE]/.test(text) ? readReal(text) : undefined;
  const isOctal = /^0[0-7]/.test(digits);
  const magnitude = isOctal ? Number.parseInt(digits, 8) : Number(digits);
  if (/^[.eE]/.test(text.slice(end)) || magnitude > maxLong) return readReal(text);
  return { value: sign === "-" ? -magnitude : magnitude, end };
}

/** The start of a text as a real setting reads it: C's `strtod`, with hexadecimal and infinity, without not-a-number. */
export function readReal(text: string): ReadNumber | undefined {
  const hexadecimal =
    /^[ \t\n\v\f\r]*([-+]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([-+]?[0-9]+))?/.exec(text);
  if (hexadecimal && (hexadecimal[2] || hexadecimal[3])) {
    const [whole, sign, integer = "", fraction = "", exponent = "0"] = hexadecimal;
    const mantissa = [...integer, ...fraction].reduce(
      (sum, digit) => sum * 16 + Number.parseInt(digit, 16),
      0,
    );
    const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
    return inRange(sign === "-" ? -value : value, mantissa !== 0, whole.length);
  }
  const decimal = /^[ \t\n\v\f\r]*([-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)/.exec(text);
  if (decimal?.[1]) {
    const isZero = /^[-+]?[0.]+(?:[eE]|$)/.test(decimal[1]);
    return inRange(Number(decimal[1]), !isZero, decimal[0].length);
  }
  const infinity = /^[ \t\n\v\f\r]*([-+]?)inf(?:inity)?/i.exec(text);
  if (!infinity) return undefined;
  return {
    value: infinity[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    end: infinity[0].length,
  };
}

/** C reports numbers that are too large, and those that are too small for full precision. */
function inRange(value: number, isNonZero: boolean, end: number): ReadNumber | undefined {
  const magnitude = Math.abs(value);
  if (!Number.isFinite(value) || (isNonZero && magnitude < minNormal)) return undefined;
  return { value, end };
}

/** The largest `long` of a 64-bit platform, as near as matters: any value of this size is out of every range. */
const maxLong = 2 ** 63;
const minNormal = 2.2250738585072014e-308;
