import { configurationMessages } from "./configurationMessages.ts";
import { connectionMessages } from "./connectionMessages.ts";
import { driverMessages } from "./driverMessages.ts";
import { fileMessages } from "./fileMessages.ts";
import { libpqMessages } from "./libpqMessages.ts";
import type { MessageRow } from "./messageRow.ts";
import { opensslMessages } from "./opensslMessages.ts";

/** All messages of which the cause is known. */
export const messages: readonly MessageRow[] = [
  ...connectionMessages,
  ...fileMessages,
  ...configurationMessages,
  ...libpqMessages,
  ...driverMessages,
  ...opensslMessages,
];
