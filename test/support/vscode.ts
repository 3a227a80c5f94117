/** What the client uses of VS Code where it needs nothing but words: a test without an editor imports this in its place. */
export const l10n = { t };
export const env = { language: "en" };

/** The text in English, with its arguments in place, as VS Code does it: what has no argument stays. */
function t(
  message: string,
  ...args: readonly (string | number | boolean | Record<string, unknown>)[]
): string {
  const values = typeof args[0] === "object" ? args[0] : Object.fromEntries(args.entries());
  return message.replace(/\{([^}]+)\}/g, (all, name: string) => String(values[name] ?? all));
}
