import type { Rule, RulePage } from "../ruleKit/rule.ts";
import type { ServiceFault } from "../syntax/connection/readServiceFile.ts";

/** A line of a service file that libpq cannot use. */
export const serviceLineInvalid: Rule = {
  id: "service-line-invalid",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A service file has a line that libpq cannot use.",
  instead: "Write `[service]` and below it one `keyword=value` a line, without quotes.",
  service({ faults }, report) {
    for (const { kind, span } of faults) {
      const [message, detail] = words[kind] ?? [];
      const closing = {
        title: "Close the name",
        edit: { span: { start: span.end, end: span.end }, newText: "]" },
      };
      if (message !== undefined)
        report(
          span,
          message,
          detail === undefined ? {} : { detail },
          kind === "section-open" ? [closing] : [],
        );
    }
  },
};

export const serviceLineInvalidPage: RulePage = {
  why: "libpq reads a service file up to the end of the section that it looks for. A line in that section that is no `keyword=value`, or names another service, makes every connection of the service fail; a line of 1,023 bytes or more makes those of all services below it fail.",
  bad: [
    `
      -- pg_service.conf --
      [shop]
      sslmode verify-full
      #^^^^^^^^^^^^^^^^^^
      service=other
      #^^^^^^
    `,
    `
      -- pg_service.conf --
      [open
      #^^^^
    `,
  ],
  fixed: [
    null,
    `
    -- pg_service.conf --
    [open]
    `,
  ],
  good: [
    `
      -- pg_service.conf --
      # comment
      [shop]
      host=db.example.com
      sslmode=verify-full
    `,
  ],
};

const words: Partial<Record<ServiceFault["kind"], readonly [message: string, detail: string]>> = {
  "too-long": [
    "This line is longer than libpq reads, 1,022 bytes (254 in 13); shorten it.",
    "libpq stops here with “line too long in service file”: neither this section nor those below it can be used.",
  ],
  "section-open": [
    'The name of this section is not closed; end it with "]".',
    "libpq finds no service by this name.",
  ],
  "equals-missing": [
    'This line has no "="; write keyword=value.',
    "Clients that use the service fail with “syntax error in service file”.",
  ],
  nested: [
    "A service cannot name another service; write its lines here.",
    "Clients that use the service fail with “nested service specifications not supported in service file”.",
  ],
};
