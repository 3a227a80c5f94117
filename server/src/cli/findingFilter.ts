import type { CheckedFile } from "./checkedFile.ts";

/** Chooses findings of a file, by their index. */
export type FindingFilter = (file: CheckedFile) => Promise<(index: number) => boolean>;

/** A file with the findings that all filters let through. */
export async function filtered(file: CheckedFile, filters: readonly FindingFilter[]): Promise<CheckedFile> {
  if (filters.length === 0) return file;
  const kept = await Promise.all(filters.map((filter) => filter(file)));
  const keep = (_: unknown, index: number) => kept.every((one) => one(index));
  return {
    ...file,
    diagnostics: file.diagnostics.filter(keep),
    ...(file.shown && { shown: { ...file.shown, findings: file.shown.findings.filter(keep) } }),
  };
}
