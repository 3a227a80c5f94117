import { packageFile } from "./packageFiles.ts";

/** The page of a rule, without the mark of generated files, which is no part of it. Markdown. */
export function rulePage(id: string): string {
  return packageFile(`server/docs/rules/${id}.md`).replace(/^<!--.*-->\n/, "");
}

/** What the page of a rule says below "Why". Markdown. */
export function whyOfRule(id: string): string {
  const [, text = ""] = rulePage(id).split(/^## .*\n/m);
  return text.trim();
}
