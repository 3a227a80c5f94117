import type { MessageRow } from "../messageRow.ts";
import { dotnetMessages } from "./dotnetMessages.ts";
import { goMessages } from "./goMessages.ts";
import { javaMessages } from "./javaMessages.ts";
import { nodeMessages } from "./nodeMessages.ts";
import { pythonMessages } from "./pythonMessages.ts";
import { rustMessages } from "./rustMessages.ts";

/** What drivers without libpq print. */
export const driverMessages: readonly MessageRow[] = [
  ...javaMessages,
  ...dotnetMessages,
  ...nodeMessages,
  ...pythonMessages,
  ...goMessages,
  ...rustMessages,
];
