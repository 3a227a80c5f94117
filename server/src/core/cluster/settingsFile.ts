import type { GivenSettings } from "./projectSettings.ts";

/** The name of the file in which a team shares settings. */
export const settingsFileName = ".pgssl.json";

/** What is wrong in a settings file; line and column from 0. */
export interface SettingsProblem {
  readonly line: number;
  readonly column: number;
  /** UTF-16 units. */
  readonly length: number;
  readonly message: string;
}

/** A settings file with what it sets. */
export interface SettingsFile {
  readonly uri: string;
  readonly settings: GivenSettings;
  readonly problems: readonly SettingsProblem[];
}
