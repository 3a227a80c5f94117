import { repositoryUri } from "./repository.generated.ts";

/** Where the documentation of a rule is. */
export function documentationUri(rule: string): string {
  return `${repositoryUri}/blob/main/server/docs/rules/${rule}.md`;
}
