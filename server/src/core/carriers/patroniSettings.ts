import type { Carrier } from "./carrier.ts";

/**
 * The rules about settings that Patroni leaves out, with a line in its log: it knows names, and the values of all but texts
 * (patroni/patroni, patroni/postgresql/validator.py, `transform_postgresql_parameter_value`).
 */
const leftOutByPatroni: ReadonlySet<string> = new Set([
  "conf-boolean-invalid",
  "conf-choice-invalid",
  "conf-number-invalid",
  "conf-setting-unknown",
  "conf-unit-invalid",
  "conf-value-range",
]);

/** What Patroni does with lines and settings that the server refuses, for carriers that hand them to it. */
export const throughPatroni = {
  onRefusal: {
    "pg-hba":
      "Patroni writes the line without checking it: a running server keeps the records it has, and one that starts anew stops here.",
    "pg-ident": "Patroni writes the line without checking it.",
    "postgresql-conf": "Patroni leaves out a setting that it knows to be wrong, with a line in its log.",
  },
  leavesOut: leftOutByPatroni,
} as const satisfies Partial<Carrier>;
