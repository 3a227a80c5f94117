import { expect } from "vitest";
import type { Completion, CompletionList } from "../../../server/src/core/model/completion.ts";
import { openService, type Surroundings } from "../../support/openService.ts";

/** What is proposed at `|`, in the order in which an editor shows it. */
export async function completions(
  marked: string,
  surroundings: Surroundings = {},
): Promise<{ items: readonly Completion[]; list: CompletionList | undefined; text: string }> {
  const { service, uri, position, text } = openService(marked, surroundings);
  const list = await service.complete(uri, position);
  const items = [...(list?.items ?? [])].sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1));
  return { items, list, text };
}

/** These labels are proposed at `|`, and no others, in this order. Whole lines are not counted. */
export async function check(
  marked: string,
  surroundings: Surroundings,
  labels: readonly string[],
): Promise<void> {
  const { items } = await completions(marked, surroundings);
  expect(items.filter(({ kind }) => kind !== "snippet").map(({ label }) => label)).toEqual(labels);
}

/** Some labels are proposed at `|`, and some are not. */
export async function checkSome(
  marked: string,
  surroundings: Surroundings,
  proposed: readonly string[],
  absent: readonly string[] = [],
): Promise<void> {
  const { items } = await completions(marked, surroundings);
  const labels = items.map(({ label }) => label);
  for (const label of proposed) expect(labels).toContain(label);
  for (const label of absent) expect(labels).not.toContain(label);
}

/** Taking the proposal of a label at `|` makes the document this. */
export async function checkApplied(
  marked: string,
  surroundings: Surroundings,
  label: string,
  result: string,
): Promise<void> {
  const { items, list, text } = await completions(marked, surroundings);
  const item = items.find((candidate) => candidate.label === label);
  expect(
    item,
    `no ${label} at ${marked}: ${items.map((candidate) => candidate.label).join(" ")}`,
  ).toBeDefined();
  if (!item || !list) return;
  const start = text.split("\n").slice(0, list.line).join("\n").length + (list.line > 0 ? 1 : 0);
  const applied = item.newText ?? item.label;
  expect(text.slice(0, start + list.span.start) + applied + text.slice(start + list.span.end)).toBe(result);
}

function sortText({ sortText, label }: Completion): string {
  return `${sortText ?? label} ${label}`;
}
