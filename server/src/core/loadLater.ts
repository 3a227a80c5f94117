let later: Promise<typeof import("./later.ts")> | undefined;

/** Loads `later.ts`, once. */
export function loadLater(): Promise<typeof import("./later.ts")> {
  later ??= import("./later.ts");
  return later;
}
