/** What C's `atoi` makes of a text on the platforms that PostgreSQL runs on: 64 bits at most, of which 32 are kept. */
export function cInteger(text: string): number {
  const digits = /^[ \t\n\v\f\r]*([+-]?[0-9]+)/.exec(text)?.[1];
  if (digits === undefined) return 0;
  const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n];
  const value = BigInt(digits.replace("+", ""));
  return Number(BigInt.asIntN(32, value < least ? least : value > most ? most : value));
}
