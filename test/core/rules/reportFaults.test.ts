import { expect, test } from "vitest";
import { type Fault, reportFaults } from "../../../server/src/core/ruleKit/reportFaults.ts";
import { endsSoon } from "../../../server/src/core/x509/endsSoon.ts";

const place = { uri: "file:///postgresql.conf", line: 0, span: { start: 0, end: 1 } };

function fault(name: string, kind = "expired"): Fault {
  return {
    place,
    name,
    message: `${name} ${kind}.`,
    together: (count) => `${count} ${kind}.`,
    details: { detail: "Refused." },
  };
}

function reported(faults: readonly Fault[]): string[] {
  const messages: string[] = [];
  reportFaults((_, message, details) => messages.push(`${message} ${details?.detail}`), faults);
  return messages;
}

test("faults of one kind become one finding with a list", () => {
  expect(reported([])).toEqual([]);
  expect(reported([fault("A")])).toEqual(["A expired. Refused."]);
  expect(reported([fault("A"), fault("B", "weak"), fault("C")])).toEqual([
    "2 expired. Refused.\nA\nC",
    "B weak. Refused.",
  ]);
  const [many] = reported(Array.from({ length: 143 }, (_, index) => fault(`CA ${index}`)));
  expect(many).toMatch(/^143 expired\. .*\nCA 39\nand 103 more$/s);
});

test.each([
  // lifetime in hours, hours left, days of the setting
  [24, 9, 30, false],
  [24, 7, 30, true],
  [6, 3, 30, false],
  [6, 1, 30, true],
  [47 * 24, 16 * 24, 30, false],
  [47 * 24, 15 * 24, 30, true],
  [90 * 24, 31 * 24, 30, false],
  [90 * 24, 29 * 24, 30, true],
  [397 * 24, 31 * 24, 30, false],
  [397 * 24, 29 * 24, 30, true],
  [397 * 24, 29 * 24, 7, false],
  [397 * 24, 29 * 24, 0, false],
  [24, -1, 30, false],
])("of %s hours %s are left, with %s days: %s", (lifetime, left, days, expected) => {
  const hour = 3_600_000;
  expect(endsSoon(0, lifetime * hour, (lifetime - left) * hour, days)).toBe(expected);
});
