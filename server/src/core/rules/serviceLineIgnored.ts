import type { Span } from "../model/span.ts";
import type { ClientFix } from "../ruleKit/clientFile.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import type { ServiceFault } from "../syntax/connection/readServiceFile.ts";

/** A line of a service file that has no effect, or another one than it seems. */
export const serviceLineIgnored: Rule = {
  id: "service-line-ignored",
  severity: "warning",
  serverEffect: null,
  summary: "A line of a service file has no effect, or another one than it seems to have.",
  instead:
    "Remove what has no effect, blanks around the equals sign, and quotes; write comments on lines of their own.",
  service({ faults, sections }, report) {
    const parameters = sections.flatMap((section) => section.parameters);
    for (const { kind, span } of faults) {
      const message = words[kind];
      if (message === undefined) continue;
      const { name, value, nameSpan } =
        parameters.find(({ valueSpan }) => valueSpan.start === span.start) ?? {};
      const isUnnecessary = kind === "outside" || kind === "shadowed" || kind === "repeated";
      report(
        span,
        message,
        isUnnecessary ? { tag: "unnecessary" } : {},
        kind === "blank"
          ? [{ title: "Remove the blank", edit: { span, newText: "" } }]
          : kind === "quoted" && value !== undefined
            ? [{ title: "Remove the quotes", edit: { span, newText: value.slice(1, -1) } }]
            : kind === "comment" && name !== undefined && value !== undefined && nameSpan
              ? [commentAbove(name, value, { start: nameSpan.start, end: span.end })]
              : [],
      );
    }
  },
};

/** A fix that writes what follows a blank and `#` as a comment on the line above. */
function commentAbove(name: string, value: string, span: Span): ClientFix {
  const at = value.search(/[ \t]#/);
  const newText = `${value.slice(at).trim()}\n${name}=${value.slice(0, at).trimEnd()}`;
  return { title: "Write the comment on a line of its own", edit: { span, newText } };
}

export const serviceLineIgnoredPage: RulePage = {
  why: "libpq uses the first section with a name, and in it the first line with a keyword. Lines above all sections belong to none. Blanks around the equals sign become part of the keyword or the value, which then is another one; so do quotes, and a comment behind a value.",
  bad: [
    `
      -- pg_service.conf --
      [shop]
      dbname= shop
      #      ^
    `,
    `
      -- pg_service.conf --
      host=nowhere
      #^^^^^^^^^^^
      [shop]
      host=db.example.com
      host=other
      #^^^^^^^^^
        [shop]
      #  ^^^^
    `,
    `
      -- pg_service.conf --
      [shop]
      host='db.example.com'
      #    ^^^^^^^^^^^^^^^^
    `,
    `
      -- pg_service.conf --
      [shop]
      dbname=shop # of the web site
      #      ^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- pg_service.conf --
      [shop]
      dbname=shop
    `,
    null,
    `
      -- pg_service.conf --
      [shop]
      host=db.example.com
    `,
    `
      -- pg_service.conf --
      [shop]
      # of the web site
      dbname=shop
    `,
  ],
  good: [
    `
      -- pg_service.conf --
      [shop]
      host=db.example.com
      [test]
      host=test.example.com
      password=a #1
      [directory]
      ldap://ldap.example.com/dc=example?pgservice?one?(cn=shop)
    `,
  ],
};

const words: Partial<Record<ServiceFault["kind"], string>> = {
  outside: "This line is above all sections, so that libpq never uses it; move it into one.",
  shadowed: "A section of this name is above, and libpq never gets to this one; join the two.",
  repeated: "The same keyword is above in this section, and the first one counts; remove one of them.",
  blank: "libpq takes this blank for a part of the word; remove it.",
  quoted: "libpq takes these quotes for a part of the value; remove them.",
  comment: 'libpq takes "#" and all behind it for a part of the value; write it on a line of its own.',
};
