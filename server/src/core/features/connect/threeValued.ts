/** Whether something holds for any item: certainly, certainly not, or (`undefined`) maybe. */
export function anyOf<Item>(
  items: readonly Item[],
  holds: (item: Item) => boolean | undefined,
): boolean | undefined {
  let answer: boolean | undefined = false;
  for (const item of items) {
    const held = holds(item);
    if (held) return true;
    if (held === undefined) answer = undefined;
  }
  return answer;
}

/** Whether all of several conditions hold; those after one that certainly does not are not computed. */
export function allOf(conditions: readonly (() => boolean | undefined)[]): boolean | undefined {
  let answer: boolean | undefined = true;
  for (const condition of conditions) {
    const held = condition();
    if (held === false) return false;
    if (held === undefined) answer = undefined;
  }
  return answer;
}
