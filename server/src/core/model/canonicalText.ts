/**
 * A text of a name in the form in which OpenSSL compares it (`asn1_string_canon`): without outer blanks, inner ones single, ASCII
 * letters in lower case.
 */
export function canonicalText(text: string): string {
  // Blanks become single ones first: an expression for a run of them at the end would be quadratic in runs elsewhere.
  return text
    .replace(/[\t-\r ]+/g, " ")
    .replace(/^ | $/g, "")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
