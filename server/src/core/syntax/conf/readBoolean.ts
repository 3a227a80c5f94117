/**
 * A Boolean as the server reads it: `on`, `off`, `1`, `0`, or any beginning of `true`, `false`, `yes`, `no` and `off` that
 * no other of these words shares, without regard to case; `undefined` for anything else.
 */
export function readBoolean(value: string): boolean | undefined {
  const lower = value.toLowerCase();
  if (lower === "") return undefined;
  if (lower === "on" || lower === "1" || "true".startsWith(lower) || "yes".startsWith(lower)) return true;
  if (lower === "0" || "false".startsWith(lower) || "no".startsWith(lower)) return false;
  return lower.length > 1 && "off".startsWith(lower) ? false : undefined;
}
