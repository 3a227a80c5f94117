import { connectionType, connectionTypes } from "../data/connectionTypes.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { includeDirective } from "../syntax/authReference.ts";

const names = connectionTypes.map((type) => type.name);

export const hbaTypeUnknown: Rule = {
  id: "hba-type-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "A record starts with a word that is no connection type.",
  why: "The server cannot tell which connections are meant. One bad line makes it refuse the whole file: it does not start, and a reload keeps the old rules.",
  instead:
    "Start the line with `local`, `host`, `hostssl`, `hostnossl`, `hostgssenc` or `hostnogssenc`, in lower case.",
  bad: [
    `
    hosts all all 10.0.0.0/8 scram-sha-256
    #^^^^
    `,
    `
    LOCAL all all peer
    #^^^^
    `,
    `
    # pgssl: version=15
    include other.conf
    #^^^^^^ these directives came with PostgreSQL 16
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 scram-sha-256
    `,
    `
    local all all peer
    `,
  ],
  good: [
    `
    local all all peer
    "host" all all 10.0.0.0/8 scram-sha-256
    `,
  ],
  hba({ type, include, fields }, { serverVersion }, report) {
    const token = type?.tokens[0];
    if (!token || include || type.tokens.length > 1 || connectionType(token.text)) return;
    if (token.text.startsWith("\ufeff")) {
      const message =
        "The file starts with a byte-order mark, which the server takes for a part of the first word: save it as UTF-8 without BOM.";
      report(token.span, message);
      return;
    }
    const directive = includeDirective(token.text);
    if (directive) {
      const message =
        serverVersion < 16
          ? `The server takes "${directive}" for a connection type: include directives exist since PostgreSQL 16.`
          : `An "${directive}" line has exactly two fields, the directive and one path; with ${fields.length} it is read as a record of an unknown connection type.`;
      report(token.span, message);
      return;
    }
    const meant = nearest(token.text, names);
    const advice = meant ? `did you mean ${meant}?` : `write ${listed(names, "or")}.`;
    report(
      token.span,
      `${shown(token.text)} is no connection type, so the server refuses the file: ${advice}`,
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const meant = token && nearest(token.text, names);
    return meant ? [replaceText(target, `Change to ${meant}`, token.span, meant)] : [];
  },
};
