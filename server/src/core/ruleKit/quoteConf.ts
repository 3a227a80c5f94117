/** A text as a quoted value of postgresql.conf. */
export function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** A value as it may stand in postgresql.conf, with quotes only where it needs them. */
export function written(value: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$|^-?[0-9]+[A-Za-z]*$/.test(value) ? value : quoted(value);
}
