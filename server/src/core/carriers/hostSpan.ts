/** A stretch of the host document, in UTF-16 units. */
export interface HostSpan {
  readonly from: number;
  readonly to: number;
}

/** A change of the host document, in UTF-16 units of its text. */
export interface HostEdit extends HostSpan {
  readonly newText: string;
}
