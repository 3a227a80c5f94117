/**
 * The rules about settings that Patroni leaves out, with a line in its log: it knows names, and the values of all but texts
 * (patroni/patroni, patroni/postgresql/validator.py, `transform_postgresql_parameter_value`).
 */
export const leftOutByPatroni: ReadonlySet<string> = new Set([
  "conf-boolean-invalid",
  "conf-choice-invalid",
  "conf-number-invalid",
  "conf-setting-unknown",
  "conf-unit-invalid",
  "conf-value-range",
]);
