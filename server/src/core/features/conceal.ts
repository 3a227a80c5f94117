import type { HiddenWords } from "../cluster/hiddenWords.ts";

/** What is shown instead of a text with words that may not be shown. */
const notShown = "(not shown: it is secret, or of a file outside of the workspace)";

/** Properties whose values are names of ours or addresses of files, not words of files. */
const ownProperties: ReadonlySet<string> = new Set([
  "uri",
  "mainFile",
  "rule",
  "id",
  "kind",
  "stage",
  "target",
]);

/** An answer in which each text that holds a hidden word is replaced. */
export function conceal<Answer>(answer: Answer, hidden: HiddenWords): Answer {
  if (hidden.isNothing) return answer;
  return concealValue(answer, hidden) as Answer;
}

/** Whether something would be a mere substitute: an item of a completion or a hint whose own label may not be shown. */
function isHiddenItem(item: unknown, hidden: HiddenWords): boolean {
  if (typeof item !== "object" || item === null || "children" in item) return false;
  const { label, newText } = item as { readonly label?: unknown; readonly newText?: unknown };
  const holds = (text: unknown) => typeof text === "string" && hidden.occurIn(text);
  return holds(newText) || (!("kind" in item && "id" in item) && holds(label));
}

function concealValue(value: unknown, hidden: HiddenWords): unknown {
  if (typeof value === "string") return hidden.occurIn(value) ? notShown : value;
  if (Array.isArray(value))
    return value.filter((item) => !isHiddenItem(item, hidden)).map((item) => concealValue(item, hidden));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      ownProperties.has(name) ? inner : concealValue(inner, hidden),
    ]),
  );
}
