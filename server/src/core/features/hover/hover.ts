// NOTE from the lead to the author of this file: I overwrote it by accident at 02:43; please write your version again.
export function hover(..._: unknown[]): undefined {
  return undefined;
}
