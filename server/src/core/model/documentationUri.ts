/** Where the documentation of a rule is. */
export function documentationUri(rule: string): string {
  return `https://github.com/pgssl/pgssl/blob/main/server/docs/rules/${rule}.md`;
}
