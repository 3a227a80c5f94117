/** A parser with a fault behind four signs in order; a random change brings one of them now and then, all at once hardly ever. */
export function readToy(text: string): void {
  let depth = 0;
  for (const character of text) {
    if (character === "9#|="[depth]) depth++;
    else if (depth < 4) depth = 0;
  }
  if (depth === 1) return;
  if (depth === 2) return;
  if (depth === 3) return;
  if (depth === 4) throw new Error("found");
}

/** Turns for ever on some input. */
export function turn(text: string): void {
  for (let index = 0; index < 10; index++) if (text === "again") index = 0;
}
