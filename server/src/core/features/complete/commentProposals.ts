import { endOfTop } from "../../cluster/topDirective.ts";
import { type CommentKey, commentKeys } from "../../data/commentKeys.ts";
import type { Scope } from "./scope.ts";
import { type Proposals, sortKey } from "./word.ts";

/** Keys and values for a `# pgssl:` comment at the top of a file; `undefined` elsewhere. */
export function commentProposals({ snapshot, line, offset }: Scope): Proposals | undefined {
  const { document } = snapshot.records;
  const text = document.lines[line] ?? "";
  const opening = /^\s*#\s*pgssl:/.exec(text)?.[0].length;
  if (opening === undefined || offset < opening || line >= endOfTop(document)) return undefined;
  const before = text.slice(opening, offset);
  const words = [...before.matchAll(/[^\s=;]+|=/g)];
  const last = words.at(-1);
  const typed = last && last[0] !== "=" && last.index + last[0].length === before.length ? last[0] : "";
  const keyWords = words.flatMap(([word], at) => (words[at + 1]?.[0] === "=" ? [word] : []));
  const name = words.at(typed === "" ? -1 : -2)?.[0] === "=" ? keyWords.at(-1) : undefined;
  const key: CommentKey | undefined = commentKeys.find((one) => one.name === name);
  if (name !== undefined && !key?.values) return undefined;
  const start = offset - (key?.isList ? typed.length - typed.lastIndexOf(",") - 1 : typed.length);
  const end = offset + (/^[^\s=;,]*/.exec(text.slice(offset))?.[0].length ?? 0);
  const span = { start, end };
  if (key?.values) {
    const others = key.isList ? typed.split(",").slice(0, -1) : [];
    const values = key.values.filter((value) => !others.includes(value));
    return {
      span,
      items: values.map((label, index) => ({ label, kind: "value", sortText: sortKey(0, index) })),
    };
  }
  const hasEquals = /^\s*=/.test(text.slice(end));
  const keys = commentKeys.filter((one) => !keyWords.includes(one.name));
  return {
    span,
    items: keys.map(({ name, meaning }, index) => ({
      label: name,
      kind: "option",
      detail: meaning,
      sortText: sortKey(0, index),
      ...(!hasEquals && { newText: `${name}=` }),
    })),
  };
}
