/** An address that the C library reads as a number. */
export interface NumericAddress {
  readonly family: 4 | 6;
  /** 4 or 16 bytes. */
  readonly bytes: readonly number[];
}
