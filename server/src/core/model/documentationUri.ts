/** Where the documentation of a rule stands. */
export function documentationUri(rule: string): string {
  return `https://github.com/pgssl/pgssl/blob/main/server/docs/rules/${rule}.md`;
}
