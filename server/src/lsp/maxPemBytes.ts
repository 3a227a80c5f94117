/** Bytes of a PEM file that are decoded at the most. */
export const maxPemBytes = 4 * 1024 * 1024;
