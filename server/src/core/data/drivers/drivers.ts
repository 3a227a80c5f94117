import type { Driver } from "./driver.ts";
import { goDrivers } from "./go.ts";
import { jdbcDrivers } from "./jdbc.ts";
import { libpqDrivers } from "./libpq.ts";
import { nodeDrivers } from "./node.ts";
import { npgsqlDrivers } from "./npgsql.ts";
import { pythonDrivers } from "./python.ts";
import { rustDrivers } from "./rust.ts";

/** What drivers do with their strings, by driver and version, oldest version first. */
export const drivers: readonly Driver[] = [
  ...libpqDrivers,
  ...jdbcDrivers,
  ...npgsqlDrivers,
  ...nodeDrivers,
  ...pythonDrivers,
  ...goDrivers,
  ...rustDrivers,
];
