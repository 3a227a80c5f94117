import { toServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import { readCipherList } from "../../../server/src/core/syntax/cipherList.ts";
import { readDirective } from "../../../server/src/core/syntax/directive.ts";
import { firstCapture, matchesRegex } from "../../../server/src/core/syntax/regex/matchesRegex.ts";
import { captureGroups, regexProblem } from "../../../server/src/core/syntax/regex/regexProblem.ts";
import { readServices } from "../../../server/src/core/syntax/serviceFile.ts";
import { leavesNoGroup, wrongGroup } from "../../../server/src/core/x509/groupList.ts";
import type { Target } from "../engine/fuzz.ts";
import { checkSpan, checkTree, ensure } from "./spans.ts";

/** `pg_service.conf`. */
export const serviceFile: Target = {
  maxSize: 2000,
  budget: (size) => 500 + 20 * size,
  run([text = ""]) {
    const lines = text.split("\n");
    for (const { line, options } of readServices(text)) {
      ensure(lines[line] !== undefined, "the line of a service");
      for (const { line: at, span, value } of options.values()) {
        checkSpan(span, lines[at]?.length ?? -1);
        ensure(lines[at]?.slice(span.start, span.end) === value, "the value of an option is at its span");
      }
    }
  },
};

/** A regular expression: the version, the pattern, and a text that it is tried on. */
export const regularExpression: Target = {
  maxSize: 300,
  budget: (size) => 4_000_000 + 20_000 * size,
  run([version = "", pattern = "", text = ""]) {
    const serverVersion = toServerVersion(version) ?? 18;
    const problem = regexProblem(pattern, serverVersion);
    if (problem) {
      checkSpan({ start: problem.offset, end: problem.offset }, pattern.length);
      ensure(/^[^\0-\x1f]{10,200}\.$/.test(problem.message), `the message ${problem.message}`);
    }
    const groups = captureGroups(pattern, serverVersion);
    const capture = firstCapture(pattern, text, serverVersion);
    const matches = matchesRegex(pattern, text, serverVersion);
    if (problem) ensure(matches === undefined && groups === 0, "nothing matches a refused pattern");
    if (capture !== undefined)
      ensure(groups > 0 && matches !== false && text.includes(capture), "a capture is a part of the text");
  },
};

/** A list of ciphers, which is also read as a list of groups. */
export const cipherList: Target = {
  maxSize: 600,
  budget: (size) => 200_000 + 2000 * size,
  run([text = ""]) {
    const { words, errorAt } = readCipherList(text);
    for (const { start, text: word } of words)
      ensure(text.startsWith(word, start), "a word of the list is where it says");
    if (errorAt !== undefined) checkSpan({ start: errorAt, end: errorAt }, text.length);
    leavesNoGroup(text);
    for (const family of ["1.1.1", "3"] as const) {
      const wrong = wrongGroup(text, family);
      if (wrong) checkSpan({ start: wrong.start, end: wrong.start + wrong.text.length }, text.length);
    }
  },
};

/** A comment for pgssl. */
export const directive: Target = {
  maxSize: 600,
  budget: (size) => 2000 + 100 * size,
  run([text = ""]) {
    checkTree(readDirective(`#${text}`, 0), text.length + 1);
  },
};
