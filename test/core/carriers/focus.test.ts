import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { focus } from "../../../server/src/core/carriers/focus.ts";

const wanted = { paths: [["spec", "postgresql"], ["data"]] };

test("what leads to no path becomes comments, and nothing moves", () => {
  const source = `# head
kind: Cluster
metadata: # of the cluster
  labels:
    a: b
spec:
  image: postgres:16
  script: |
    postgresql:
      pg_hba: no

  env:
  - name: x
    value: {a: 1,
      b: 2}
  postgresql:
    pg_hba:
    - host all all all md5
  text: "over
    lines"
---
data:
  x: 1
other:
  - data:
      y
`;
  const read = focus(source, wanted);
  expect(read.length).toBe(source.length);
  expect(read.indexOf("pg_hba:\n    -")).toBe(source.indexOf("pg_hba:\n    -"));
  expect(parseAllDocuments(read).map((document) => document.toJS())).toEqual([
    { kind: "Cluster", spec: { image: "postgres:16", postgresql: { pg_hba: ["host all all all md5"] } } },
    { data: { x: 1 } },
  ]);
});

test("below any key only those entries are kept in whose lines the wanted keys occur", () => {
  const source =
    "one:\n  a: 1\n  b: 2\ntwo:\n  chart:\n    primary:\n      x: 1\nthree:\n  primary:\n    y: 2\n";
  const paths = [
    ["*", "primary"],
    ["*", "*", "primary"],
  ];
  const read = focus(source, { paths });
  expect(read.length).toBe(source.length);
  expect(parseAllDocuments(read).map((document) => document.toJS())).toEqual([
    { two: { chart: { primary: { x: 1 } } }, three: { primary: { y: 2 } } },
  ]);
});

test("comments that are a part of a value stay, others may go", () => {
  const source = 'a: |\n  # text\nb: 1\n  # c\n\nc: "x\n  # text"\nother:\n  d: 1\n';
  const [document] = parseAllDocuments(focus(source, wanted));
  expect(document?.toJS()).toEqual({ a: "# text\n", b: 1, c: "x # text" });
});

test("what is wanted beside something else does not lead into the entry of any key", () => {
  const source = "one:\n  image:\n    tag: 1\ntwo:\n  image:\n    tag: 2\n  primary:\n    'x' : 1\n";
  const read = focus(source, { paths: [["*", "primary"]], beside: [["*", "image"]] });
  expect(parseAllDocuments(read).map((document) => document.toJS())).toEqual([
    { two: { image: { tag: 2 }, primary: { x: 1 } } },
  ]);
});

test.each([
  ["a flow map", "{spec: {postgresql: {a: 1}},\n other: [\n1]}\n"],
  ["a list", "- a\n- b:\n    c\n"],
  ["quoted keys", "'other':\n  a: b\n"],
  ["a merged map", "other:\n  a: b\n<<: *x\n"],
  ["a value on the line of a key that leads to a path", "spec: &a\n  other:\n    b: c\n"],
  ["no line break at the end", "other:\n  a: b"],
  ["entries at two depths", "  other:\n    a: b\n kind: x\n"],
])("%s stays as it is", (_, source) => {
  expect(focus(source, wanted)).toBe(source);
});

test("line ends of Windows are kept in what is wanted", () => {
  const source = "other:\r\n  a: b\r\ndata:\r\n  c: |\r\n    d\r\n";
  expect(parseAllDocuments(focus(source, wanted))[0]?.toJS()).toEqual({ data: { c: "d\n" } });
});
