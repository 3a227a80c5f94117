import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";

/** One logical line of pg_hosts.conf (19 and later) with its fields in their columns, `@file` words replaced. */
export interface HostsRecord {
  readonly line: AuthLine;
  readonly fields: readonly AuthField[];
  readonly include?: { readonly directive: string; readonly path: AuthToken };
  readonly hostNames?: AuthField;
  readonly certificate?: AuthField;
  readonly key?: AuthField;
  readonly certificateAuthority?: AuthField;
  readonly passphraseCommand?: AuthField;
  readonly reloadFlag?: AuthField;
}
