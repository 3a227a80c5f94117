import { readFile } from "node:fs/promises";
import { parse } from "acorn";
import { type Plugin, transform } from "esbuild";

/** What a rule says for its documentation page and its tests alone. */
const documentation: ReadonlySet<string> = new Set(["why", "instead", "bad", "good"]);

/** A node of the ESTree syntax, as far as it is looked at here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/**
 * Leaves the prose and the examples of rules out of a bundle that shows neither: a third of the server's size, which it
 * would have to read at every start.
 */
export const withoutDocumentation: Plugin = {
  name: "without-documentation",
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/].+\.ts$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "ts", target: "es2022" });
      return { contents: emptied(code), loader: "js" };
    });
  },
};

/** Empties the documentation of the objects that the module exports. */
function emptied(code: string): string {
  const program = parse(code, { ecmaVersion: 2022, sourceType: "module" }) as unknown as Node;
  const values = (program.body as readonly Node[]).flatMap(constantsOf).flatMap(documentationOf);
  let result = code;
  for (const { start, end, type } of values.reverse()) {
    result = `${result.slice(0, start)}${type === "ArrayExpression" ? "[]" : '""'}${result.slice(end)}`;
  }
  return result;
}

function constantsOf(statement: Node): readonly Node[] {
  const declaration = (
    statement.type.startsWith("Export") ? statement.declaration : statement
  ) as Node | null;
  return declaration?.type === "VariableDeclaration" ? (declaration.declarations as readonly Node[]) : [];
}

function documentationOf({ init }: Node): readonly Node[] {
  const object = init as Node | null;
  if (object?.type !== "ObjectExpression") return [];
  return (object.properties as readonly Node[])
    .filter(({ key }) => documentation.has((key as { name?: string } | undefined)?.name ?? ""))
    .map(({ value }) => value as Node);
}
