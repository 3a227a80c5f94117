import { parseAst } from "vite";

/** A module with a counter in front of each branch. */
export interface Instrumented {
  readonly code: string;
  /** The first number that no counter has. */
  readonly next: number;
  /** The short string literals, words that the code compares its input with. */
  readonly words: readonly string[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [name: string]: unknown;
}

/**
 * Puts counters in front of function bodies, both ways of `if`, loop bodies, cases, and the parts of `?:`, `&&`, `||` and `??`
 * that are not always evaluated. They are elements of `globalThis.pgsslCounters`, numbered from `first` on; a loop that goes
 * on without end calls `globalThis.pgsslEndless`. @throws Error for what is not JavaScript
 */
export function instrument(code: string, first: number): Instrumented {
  let next = first;
  const words = new Set<string>();
  const insertions: { at: number; rank: number; text: string }[] = [];
  const insert = (at: number, rank: number, text: string) => insertions.push({ at, rank, text });
  const count = () => `pgsslCounters[${next++}]++`;

  // Of what is inserted at one place, what closes comes first, the innermost before all; what opens the outermost.
  const wrap = ({ start, end }: Node, depth: number, open: string, close: string) => {
    insert(start, depth, open);
    insert(end, -depth, close);
  };
  const branch = (node: Node, depth: number, counting = `${count()};`) => {
    if (node.type === "BlockStatement") insert(node.start + 1, depth, counting);
    else wrap(node, depth, `{${counting}`, "}");
  };
  const part = (node: Node, depth: number) => wrap(node, depth, `(${count()},`, ")");

  const visit = (node: Node, depth: number): void => {
    const { type, body, consequent, alternate } = node as Node & Record<string, Node>;
    if (/Function/.test(type) && body) (body.type === "BlockStatement" ? branch : part)(body, depth);
    else if (/^(For|While|DoWhile).*Statement$/.test(type) && body)
      branch(body, depth, `if(${count()}>pgsslLimit)pgsslEndless();`);
    else if (type === "IfStatement" && consequent) {
      branch(consequent, depth + 0.5);
      if (alternate) branch(alternate, depth + 0.5);
      else insert(node.end, -depth - 0.5, ` else {${count()};}`);
    } else if (type === "ConditionalExpression" && consequent && alternate) {
      part(consequent, depth);
      part(alternate, depth);
    } else if (type === "LogicalExpression") part(node.right as Node, depth);
    else if (type === "CatchClause" && body) branch(body, depth);
    else if (type === "SwitchCase" && Array.isArray(consequent) && consequent[0])
      insert(consequent[0].start, depth, `${count()};`);
    else if (type === "Literal" && typeof node.value === "string" && /^(?!\.)\S{1,24}$/.test(node.value))
      words.add(node.value);
    for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, depth + 1);
  };
  visit(parseAst(code) as unknown as Node, 1);

  insertions.sort((a, b) => a.at - b.at || a.rank - b.rank);
  const pieces = ["const { pgsslCounters, pgsslLimit, pgsslEndless } = globalThis;\n"];
  let done = 0;
  for (const { at, text } of insertions) {
    pieces.push(code.slice(done, at), text);
    done = at;
  }
  return { code: pieces.join("") + code.slice(done), next, words: [...words] };
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";
