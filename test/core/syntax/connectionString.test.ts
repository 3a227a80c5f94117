import fc from "fast-check";
import { expect, test } from "vitest";
import { checkConnection } from "../../../server/src/core/syntax/connection/checkConnection.ts";
import { readConnectionString } from "../../../server/src/core/syntax/connection/readConnectionString.ts";

/** What is marked of a string: names, values, and the fault. */
function marked(text: string): string[] {
  const { parameters, fault } = readConnectionString(text, 18);
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return [
    ...parameters.map(
      ({ name, nameSpan, valueSpan }) => `${name}: ${nameSpan ? slice(nameSpan) : ""}=${slice(valueSpan)}`,
    ),
    ...(fault ? [`${fault.kind}: ${slice(fault.span)}`] : []),
  ];
}

test.each([
  ["host = db user='a \\'b'", ["host: host=db", "user: user='a \\'b'"]],
  ["requiressl=1", ["sslmode: requiressl=1"]],
  ["host=db nonsense here", ["host: host=db", "equals-missing: nonsense"]],
  ["user='open", ["quote-unclosed: 'open"]],
  [
    "postgres://u:p%40@[::1]:5,b/d?ssl=true&sslmode=x",
    [
      "user: =u",
      "password: =p%40",
      "host: =::1]:5,b",
      "port: =5",
      "dbname: =d",
      "sslmode: ssl=true",
      "sslmode: sslmode=x",
    ],
  ],
  ["postgres://a,b%zz/", ["percent-invalid: %zz"]],
  ["postgres://h/d?a=1&b", ["host: =h", "dbname: =d", "a: a=1", "pair-incomplete: b"]],
  ["postgres://h/?a=1=2", ["host: =h", "equals-extra: ="]],
])("the parts of %s are at their places", (text, expected) => {
  expect(marked(text)).toEqual(expected);
});

test("what a service may give is not concluded from its absence", () => {
  const { parameters } = readConnectionString("service=s sslnegotiation=direct", 18);
  expect(checkConnection(parameters, 18).map(({ kind }) => kind)).toEqual(["weak"]);
  expect(checkConnection(parameters, 18, false)).toEqual([]);
});

test("every span lies in the text, of any text", () => {
  const piece = fc.constantFrom(
    "postgres://",
    "sslmode",
    "=",
    "'",
    "\\",
    "%4",
    "%41",
    "@",
    "[",
    "]",
    ":",
    ",",
    "/",
    "?",
    "&",
    " ",
    "é",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 20 }), (pieces) => {
      const text = pieces.join("");
      const { parameters, fault } = readConnectionString(text, 18);
      checkConnection(parameters, 18);
      const spans = parameters.flatMap(({ nameSpan, valueSpan }) => [
        ...(nameSpan ? [nameSpan] : []),
        valueSpan,
      ]);
      for (const { start, end } of fault ? [...spans, fault.span] : spans)
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
    }),
  );
});
