/** Whether two values made of plain objects, arrays, maps, sets and primitive values hold the same. Others are equal only if identical. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const prototype = Object.getPrototypeOf(a);
  if (prototype !== Object.getPrototypeOf(b)) return false;
  if (Array.isArray(a)) return isEqualList(a, b as unknown[]);
  if (a instanceof Map) return isEqualList([...a], [...(b as Map<unknown, unknown>)]);
  if (a instanceof Set) return isEqualList([...a], [...(b as Set<unknown>)]);
  if (prototype !== Object.prototype) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}

function isEqualList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => isEqual(value, b[index]));
}
