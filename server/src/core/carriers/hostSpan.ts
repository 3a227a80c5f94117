/** A stretch of the host document, in UTF-16 units. */
export interface HostSpan {
  readonly from: number;
  readonly to: number;
}

/** A change of the host document, in UTF-16 units of its text. */
export interface HostEdit extends HostSpan {
  readonly newText: string;
}

/** The place of what is written in another file. */
export const elsewhere: HostSpan = { from: -1, to: -1 };

/** Whether something has a place in the document that is read. */
export function isHere({ from }: HostSpan): boolean {
  return from >= 0;
}
