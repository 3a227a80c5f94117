import type { AuthField } from "../authLine.ts";
import type { AuthRecord } from "../authRecord.ts";

/** The columns of pg_hosts.conf, in order; nothing may follow the last. */
export type HostsColumn =
  | "hostNames"
  | "certificate"
  | "key"
  | "certificateAuthority"
  | "passphraseCommand"
  | "reloadFlag"
  | "extra"
  | "include";

/** One logical line of pg_hosts.conf (19 and later) with its fields in their columns, `@file` words replaced. */
export interface HostsRecord extends AuthRecord {
  readonly hostNames: AuthField | undefined;
  readonly certificate: AuthField | undefined;
  readonly key: AuthField | undefined;
  readonly certificateAuthority: AuthField | undefined;
  readonly passphraseCommand: AuthField | undefined;
  readonly reloadFlag: AuthField | undefined;
}
