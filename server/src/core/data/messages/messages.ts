import { configurationMessages } from "./configurationMessages.ts";
import { connectionMessages } from "./connectionMessages.ts";
import { driverMessages } from "./drivers/driverMessages.ts";
import { exchangeMessages } from "./exchangeMessages.ts";
import { fileMessages } from "./fileMessages.ts";
import { libpqLoginMessages } from "./libpqLoginMessages.ts";
import { libpqMessages } from "./libpqMessages.ts";
import { libpqStringMessages } from "./libpqStringMessages.ts";
import { loginMessages } from "./loginMessages.ts";
import type { MessageRow } from "./messageRow.ts";
import { opensslMessages } from "./opensslMessages.ts";
import { pgbouncerMessages } from "./pgbouncerMessages.ts";
import { recordMessages } from "./recordMessages.ts";
import { serviceMessages } from "./serviceMessages.ts";
import { verificationMessages } from "./verificationMessages.ts";

/** All messages of which the cause is known. */
export const messages: readonly MessageRow[] = [
  ...recordMessages,
  ...loginMessages,
  ...connectionMessages,
  ...exchangeMessages,
  ...serviceMessages,
  ...fileMessages,
  ...configurationMessages,
  ...pgbouncerMessages,
  ...libpqMessages,
  ...libpqLoginMessages,
  ...libpqStringMessages,
  ...driverMessages,
  ...opensslMessages,
  ...verificationMessages,
];
