import type { CleartextPolicy } from "../request.ts";

/** What the configuration is to say; what it says already needs no edit. */
export interface WantedConfiguration {
  /** Values as they are in force, without quotes. */
  readonly settings: readonly WantedSetting[];
  /** Records of pg_hba.conf. */
  readonly access: readonly WantedAccess[];
  readonly cleartext: CleartextPolicy;
  /** Lines of pg_ident.conf. */
  readonly maps: readonly { readonly map: string; readonly systemUser: string; readonly role: string }[];
  /** A line of pg_hosts.conf. */
  readonly host?: { readonly names: readonly string[]; readonly files: readonly string[] };
}

export interface WantedSetting {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  /** The value is a path of this machine. */
  readonly isPath?: true;
}

export interface WantedAccess {
  /** Words as pg_hba.conf writes them. */
  readonly databases: readonly string[];
  readonly users: readonly string[];
  readonly address: string;
  readonly method: string;
  readonly options: readonly string[];
}

/** Nothing is to change. */
export const nothingWanted: WantedConfiguration = { settings: [], access: [], cleartext: "keep", maps: [] };
