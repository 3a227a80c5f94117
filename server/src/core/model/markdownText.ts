/**
 * Punctuation that could mean something inside a line (CommonMark 2.4 lets a backslash take that away), or make a list
 * of its start, or a link of a bare address (GitHub Flavored Markdown 6.9).
 */
const special = /[!#$&*<>@[\\\]^_`{|}~]|^[-+]|[.)](?<=^\d+.)|:(?=\/)|(?<=www)\./gi;

/** A text of one line, free of control characters, as Markdown that shows just this text: no link, image, HTML or command. */
export function markdownText(text: string): string {
  return text.replace(special, "\\$&");
}
