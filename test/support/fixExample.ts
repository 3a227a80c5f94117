import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { type OfferedFix, SourceDocument } from "../../server/src/core/index.ts";
import type { TextEdit } from "../../server/src/core/model/diagnostic.ts";
import type { FileAction } from "../../server/src/core/model/fileAction.ts";
import type { Rule } from "../../server/src/core/ruleKit/rule.ts";
import type { MemoryHost } from "./memoryHost.ts";
import { type ExampleRun, runExample } from "./runExample.ts";

/** What the fixes of a rule make of one of its `bad` examples. */
export interface FixedExample {
  /** The titles of all fixes, in the order in which they are offered. */
  readonly titles: readonly string[];
  /** What the first fix of each finding changes, as `fixed` of its examples shows it. */
  readonly text: string;
  /** The messages of the rule that are left afterwards. */
  readonly left: readonly string[];
}

/** Applies the first fix of each finding in an example, also in the files of its run; `undefined` where none is offered. */
export async function fixExample(
  rule: Rule,
  example: string,
  known?: ExampleRun,
): Promise<FixedExample | undefined> {
  const run = known ?? (await runExample(rule, example));
  const fixes = await offeredFixes(run, rule);
  if (fixes.length === 0) return undefined;
  const edits: TextEdit[] = [];
  const parts: string[] = [];
  const best = firstOfEach(fixes);
  for (const { edits: own = [], action, command } of best) {
    if (command !== undefined) parts.push(`$ ${command}`);
    if (!own.some((edit) => edits.some((other) => clash(edit, other)))) edits.push(...own);
    if (action) {
      await act(action, run.host);
      parts.push(shownAction(action));
    }
  }
  const hasHeaders = /^\s*-- .+ --$/m.test(example);
  for (const uri of new Set(edits.map(({ place }) => place.uri))) {
    const document = await run.service.document(uri);
    if (!document) throw new Error(`${uri} is not a document`);
    const own = edits.filter(({ place }) => place.uri === uri);
    const text = applyEdits(document.lines, own);
    run.service.open(new SourceDocument(uri, document.language, 2, text));
    parts.push((hasHeaders ? `${header(uri)}\n` : "") + text.replace(/^\s*#\s*\^+.*\n?/gm, "").trimEnd());
  }
  await run.service.refresh();
  return {
    titles: [...new Set(fixes.map(({ title }) => title))],
    text: [...new Set(parts)].join("\n"),
    left: best.every(({ command }) => command !== undefined) ? [] : await messagesLeft(run, rule), // a command is not run here
  };
}

async function offeredFixes({ service, findings }: ExampleRun, rule: Rule): Promise<OfferedFix[]> {
  const fixes: OfferedFix[] = [];
  for (const uri of new Set(findings.map(({ diagnostic }) => diagnostic.uri)))
    fixes.push(...(await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER)));
  return fixes.filter(({ diagnostic }) => diagnostic.rule === rule.id);
}

function firstOfEach(fixes: readonly OfferedFix[]): OfferedFix[] {
  return [...new Map([...fixes].reverse().map((fix) => [fix.diagnostic, fix])).values()].reverse();
}

function clash({ place: a }: TextEdit, { place: b }: TextEdit): boolean {
  return a.uri === b.uri && a.line === b.line && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** The command; of a file that is put together anew, what it will hold: the command has line numbers. */
function shownAction(action: FileAction): string {
  return action.kind === "rewrite-file"
    ? [header(action.uri), ...action.changes].join("\n")
    : `$ ${action.command}`;
}

function header(uri: string): string {
  return `-- ${uri.slice("file:///data/".length)} --`;
}

async function act(action: FileAction, host: MemoryHost): Promise<void> {
  const path = pathOf(action.uri);
  if (action.kind === "set-mode") host.change(path, { mode: action.mode });
  else if (action.kind === "set-owner") host.change(path, { owner: action.owner });
  else if (action.kind === "link-files") {
    for (const { name, target } of action.links)
      host.write(`${path}/${name}`, await bytesOf(`${path}/${target}`));
    host.write(path, { kind: "directory", mode: 0o700 }); // another time of change, as on disk
  } else {
    const content: string[] = [];
    for (const { uri, firstLine, lastLine = Number.MAX_SAFE_INTEGER } of action.parts) {
      const lines = new TextDecoder().decode(await bytesOf(pathOf(uri))).split(/(?<=\n)/);
      content.push(...lines.slice(firstLine, lastLine + 1));
    }
    host.write(path, content.join(""));
  }

  async function bytesOf(file: string): Promise<Uint8Array> {
    const bytes = await host.readFile(`file://${file}`, Number.MAX_SAFE_INTEGER);
    if (bytes instanceof Uint8Array) return bytes;
    throw new Error(`${file} cannot be read`);
  }
}

function pathOf(uri: string): string {
  return decodeURIComponent(new URL(uri).pathname);
}

async function messagesLeft({ service, findings }: ExampleRun, rule: Rule): Promise<string[]> {
  const left: string[] = [];
  for (const uri of new Set(findings.map(({ diagnostic }) => diagnostic.uri)))
    for (const { rule: id, message } of (await service.diagnose(uri)) ?? [])
      if (id === rule.id) left.push(message);
  return left;
}
