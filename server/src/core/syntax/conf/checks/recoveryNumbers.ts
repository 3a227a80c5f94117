import type { ServerTraits } from "../serverTraits.ts";

/**
 * What is wrong with a value of `recovery_target_timeline`. Until 18 only a number of more than 64 bits is refused:
 * what is no number counts as 0.
 */
export function checkTimeline(value: string, { serverVersion }: ServerTraits): string | undefined {
  if (value === "latest" || value === "current") return undefined;
  const number = readUnsigned(value);
  if (number.value > largest) return "the number is too large";
  if (serverVersion < 19) return undefined;
  if (number.end < value.length || value === "") return "write a number, latest or current";
  const timeline = number.isNegative ? BigInt.asUintN(64, -number.value) : number.value;
  return timeline >= 1n && timeline < 2n ** 32n ? undefined : "timelines have numbers from 1 to 4294967295";
}

/** What is wrong with a value of `recovery_target_xid`; the same holds until 18. */
export function checkTransaction(value: string, { serverVersion }: ServerTraits): string | undefined {
  const number = readUnsigned(value);
  if (number.value > largest) return "the number is too large";
  if (serverVersion < 19 || value === "") return undefined;
  if (number.isNegative || value.includes("-") || number.end < value.length) return "write a number";
  const withoutEpoch = BigInt.asUintN(32, number.value);
  return withoutEpoch >= 3n ? undefined : "transaction numbers start at 3";
}

const largest = 2n ** 64n - 1n;

/** The start of a text as C's `strtoul` reads it with base 0; 0 when there is no number. */
function readUnsigned(text: string): {
  readonly value: bigint;
  readonly isNegative: boolean;
  readonly end: number;
} {
  const match = /^[ \t\n\v\f\r]*([-+]?)(?:0[xX]([0-9a-fA-F]+)|0([0-7]*)|([1-9][0-9]*))/.exec(text);
  const [whole = "", sign, hexadecimal, octal, decimal] = match ?? [];
  const digits = hexadecimal ? `0x${hexadecimal}` : octal ? `0o${octal}` : (decimal ?? "0");
  return { value: BigInt(digits), isNegative: sign === "-", end: whole.length };
}
