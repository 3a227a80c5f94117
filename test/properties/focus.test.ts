import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { focus } from "../../server/src/core/carriers/focus.ts";

const key = fc.constantFrom("spec", "data", "a", "b", "kind", "x y", "1", "- z", "on");
const scalar = fc.constantFrom<unknown>(
  "text",
  "two words",
  "a: b",
  "# c",
  "over\nlines\n",
  "\n\nx",
  1,
  true,
  null,
  "- d",
);
const { tree } = fc.letrec<{ tree: unknown; map: unknown }>((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, scalar, tie("map"), fc.array(tie("tree"), { maxLength: 3 })),
  map: fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
}));

test("what the wanted paths lead to is read as if all had been read", () => {
  let cut = 0;
  fc.assert(
    fc.property(
      fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5 }),
      fc.array(fc.array(fc.constantFrom("spec", "data", "a", "b"), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
      }),
      fc.record({
        indent: fc.constantFrom(2, 4),
        indentSeq: fc.boolean(),
        lineWidth: fc.constantFrom(0, 20),
      }),
      (value, paths, style) => {
        const source = stringify(value, style);
        const read = focus(source, { paths });
        expect(read.length).toBe(source.length);
        if (read !== source) cut++;
        const [all] = parseAllDocuments(source);
        const [some] = parseAllDocuments(read);
        expect(some && "errors" in some ? some.errors : []).toEqual([]);
        for (const path of paths) expect(plain(some, path)).toEqual(plain(all, path));
      },
    ),
    { numRuns: 2_000 },
  );
  expect(cut).toBeGreaterThan(200);
});

/** The value at a path, with keys and values as they are. */
function plain(document: unknown, path: readonly string[]): unknown {
  const root = (document as { toJS(): unknown } | undefined)?.toJS();
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    root,
  );
}
