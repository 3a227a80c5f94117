/** The units that may follow a number, largest first, each with its size in the smallest of its kind. */
const memoryUnits: readonly (readonly [string, number])[] = [
  ["TB", 1024 ** 4],
  ["GB", 1024 ** 3],
  ["MB", 1024 ** 2],
  ["kB", 1024],
  ["B", 1],
];

const timeUnits: readonly (readonly [string, number])[] = [
  ["d", 86_400_000_000],
  ["h", 3_600_000_000],
  ["min", 60_000_000],
  ["s", 1_000_000],
  ["ms", 1_000],
  ["us", 1],
];

/** The units that a setting takes, given the unit in which the server counts it (`8kB`, `ms`), largest first. */
export function unitsFor(baseUnit: string | undefined): readonly string[] {
  return (baseUnit ? tableFor(baseUnit) : []).map(([name]) => name);
}

/**
 * A number with a unit in the server's own unit, or `undefined` when the unit is unknown. A fraction is first rounded to
 * the next smaller unit, as the server does.
 */
export function convertUnit(value: number, unit: string, baseUnit: string): number | undefined {
  const [, count, baseName] = /^(\d*)(.*)$/.exec(baseUnit) ?? [];
  const table = tableFor(baseUnit);
  const baseSize = table.find(([name]) => name === baseName)?.[1];
  const row = table.findIndex(([name]) => name === unit);
  if (baseSize === undefined || row < 0) return undefined;
  const scale = (index: number) => (table[index]?.[1] ?? 1) / (baseSize * Number(count || 1));
  const converted = value * scale(row);
  if (row + 1 >= table.length) return converted;
  return roundHalfEven(converted / scale(row + 1)) * scale(row + 1);
}

/** Rounds as C's `rint` does: to the even neighbour at .5. */
export function roundHalfEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function tableFor(baseUnit: string) {
  return baseUnit.endsWith("B") ? memoryUnits : timeUnits;
}
