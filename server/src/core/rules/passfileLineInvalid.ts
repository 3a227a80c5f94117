import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { coveringLines } from "../syntax/connection/readPassFile.ts";

/** A line of a password file that libpq never uses, or not as a whole. */
export const passfileLineInvalid: Rule = {
  id: "passfile-line-invalid",
  severity: "warning",
  serverEffect: null,
  summary: "libpq never uses a line of a password file, or only a part of its password.",
  instead:
    "Write all five fields, `*` for any; `\\:` for a colon and `\\\\` for a backslash in a word; lines for special cases above those with `*`.",
  passwords({ entries, startOf }, report) {
    const covering = coveringLines(entries);
    for (const [index, entry] of entries.entries()) {
      const start = startOf(entry.line);
      const first = entry.fields[0];
      const last = entry.fields.at(-1);
      if (!first || !last) continue;
      const fields = { start: start + first.span.start, end: start + last.span.end };
      if (!entry.password) {
        report(fields, "This line has fewer than five fields; write host:port:database:user:password.", {
          detail: "libpq skips it without a message.",
        });
        continue;
      }
      if (entry.rest)
        report(
          { start: start + entry.rest.start, end: start + entry.rest.end },
          "An unescaped colon ends the password; write \\: for a colon that belongs to it.",
          { detail: "libpq does not read what follows." },
          [
            {
              title: "Write a backslash before the colon",
              edit: {
                span: { start: start + entry.rest.start, end: start + entry.rest.start },
                newText: "\\",
              },
            },
          ],
        );
      const above = covering[index];
      if (above)
        report(
          fields,
          `Line ${above.line + 1} matches all that this line matches; remove this line or move it up.`,
          {
            detail: "libpq takes the first line that matches.",
            tag: "unnecessary",
          },
        );
    }
  },
};

export const passfileLineInvalidPage: RulePage = {
  why: "A line is `host:port:database:user:password`. libpq skips lines with fewer fields, takes the first line that matches, and ends a password at a colon that no backslash is before.",
  bad: [
    `
      -- .pgpass mode=0600 --
      *:*:*:alice:pass:word
      #               ^^^^^
    `,
    `
      -- .pgpass mode=0600 --
      localhost:5432:shop:secret
      #^^^^^^^^^^^^^^^^^^^^^^^^^
      *:*:*:alice:secret
      localhost:5432:shop:alice:secret
      #^^^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    -- .pgpass --
    *:*:*:alice:pass\\:word
    `,
    null,
  ],
  good: [
    `
      -- .pgpass mode=0600 --
      # comment
      localhost:5432:shop:alice:pass\\:word
      *:*:*:alice:secret
    `,
  ],
};
