/** The value below which a share of the values lies (0.5 is the median). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `1.23`, `12.3`, `123`: three figures. */
export function figures(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `median (smallest–largest)`. */
export function spread(values: readonly number[]): string {
  return `${figures(median(values))} (${figures(Math.min(...values))}–${figures(Math.max(...values))})`;
}

/** How many times the median of the others the median is. */
export function ratio(values: readonly number[], others: readonly number[]): string {
  return figures(median(values) / median(others));
}
