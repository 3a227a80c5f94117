import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import type { HbaPosition } from "../../../syntax/hba/readHbaRecord.ts";
import type { Finder } from "../finder.ts";
import { findInclude, findReference } from "../includes.ts";
import { findAddress } from "./address.ts";
import { findDatabaseOrUser } from "./databaseOrUser.ts";
import { findMask } from "./mask.ts";
import { findMethod } from "./method.ts";
import { findOption } from "./option.ts";
import { findRule } from "./rule.ts";

/** Knows one kind of thing in pg_hba.conf. */
export type HbaFinder = Finder<HbaRecord, HbaPosition>;

/** Every hover in pg_hba.conf. */
export const hbaFinders: readonly HbaFinder[] = [
  findReference,
  findInclude,
  findRule,
  findDatabaseOrUser,
  findAddress,
  findMask,
  findMethod,
  findOption,
];
