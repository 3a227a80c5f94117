import type { CleartextPolicy } from "../request.ts";

/** What the configuration shall say; what it says already is no change. */
export interface Wishes {
  /** Values as they are in force, without quotes. */
  readonly settings: readonly SettingWish[];
  /** Records of pg_hba.conf. */
  readonly access: readonly AccessWish[];
  readonly cleartext: CleartextPolicy;
  /** Lines of pg_ident.conf. */
  readonly maps: readonly { readonly map: string; readonly systemUser: string; readonly role: string }[];
  /** A line of pg_hosts.conf. */
  readonly host?: { readonly names: readonly string[]; readonly files: readonly string[] };
}

export interface SettingWish {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  /** The value is a path of this machine. */
  readonly isPath?: true;
}

export interface AccessWish {
  /** Words as pg_hba.conf writes them. */
  readonly databases: readonly string[];
  readonly users: readonly string[];
  readonly address: string;
  readonly method: string;
  readonly options: readonly string[];
}

/** Nothing shall change. */
export const noWishes: Wishes = { settings: [], access: [], cleartext: "keep", maps: [] };
