/** A text cut after its first sentence: that is the message of a finding, and the rest its detail. */
export function firstSentence(text: string): { readonly first: string; readonly rest: string } {
  const end = text.indexOf(". ");
  return end < 0 ? { first: text, rest: "" } : { first: text.slice(0, end + 1), rest: text.slice(end + 2) };
}
