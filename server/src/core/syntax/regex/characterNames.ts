/**
 * The characters that `[.name.]` and `[=name=]` may name beside themselves: the names of the POSIX portable character
 * set (IEEE Std 1003.1, "Portable Character Set") as far as the server knows them.
 */
export const characterNames: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...controls(),
    alert: 0x07,
    backspace: 0x08,
    tab: 0x09,
    newline: 0x0a,
    "vertical-tab": 0x0b,
    "form-feed": 0x0c,
    "carriage-return": 0x0d,
    IS4: 0x1c,
    IS3: 0x1d,
    IS2: 0x1e,
    IS1: 0x1f,
    ...consecutive(
      0x20,
      "space exclamation-mark quotation-mark number-sign dollar-sign percent-sign ampersand apostrophe " +
        "left-parenthesis right-parenthesis asterisk plus-sign comma hyphen period slash " +
        "zero one two three four five six seven eight nine " +
        "colon semicolon less-than-sign equals-sign greater-than-sign question-mark commercial-at",
    ),
    "hyphen-minus": 0x2d,
    "full-stop": 0x2e,
    solidus: 0x2f,
    ...consecutive(
      0x5b,
      "left-square-bracket backslash right-square-bracket circumflex underscore grave-accent",
    ),
    "reverse-solidus": 0x5c,
    "circumflex-accent": 0x5e,
    "low-line": 0x5f,
    ...consecutive(0x7b, "left-brace vertical-line right-brace tilde DEL"),
    "left-curly-bracket": 0x7b,
    "right-curly-bracket": 0x7d,
  }),
);

function controls(): Record<string, number> {
  return consecutive(
    0,
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US",
  );
}

function consecutive(first: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(" ").map((name, index) => [name, first + index]));
}
