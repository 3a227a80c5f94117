/** Where the quote that is not doubled follows in a text, or -1. */
export function closingQuote(text: string, quote: string, from: number): number {
  let at = from;
  for (;;) {
    at = text.indexOf(quote, at);
    if (at < 0 || text[at + 1] !== quote) return at;
    at += 2;
  }
}
