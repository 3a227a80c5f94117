/** A stretch of the host document, in UTF-16 units. */
export interface HostSpan {
  readonly from: number;
  readonly to: number;
}
