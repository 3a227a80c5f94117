/** A name that a regular expression with a slash before it may match: its text without the special characters. */
export function exampleOfPattern(pattern: string): string {
  return pattern
    .slice(1)
    .replace(/\\d/g, "1")
    .replace(/\\[a-z]/g, "a")
    .replace(/\[(.)[^[\]]*\]/g, "$1")
    .replace(/\|.*/, "")
    .replace(/\.[*+]/g, "a")
    .replace(/[\\^$()?:*+.]/g, "");
}
