/** `include_dir` takes names that end in `.conf`, have something before it, and do not start with a dot. */
export function isIncludedName(name: string): boolean {
  return name.length > ".conf".length && name.endsWith(".conf") && !name.startsWith(".");
}
