import { fileSettings } from "../../../cluster/fileSettings.ts";

/** The settings whose value is the path of a certificate, key, CRL or parameter file. */
export const fileSettingNames: ReadonlySet<string> = new Set(fileSettings);
