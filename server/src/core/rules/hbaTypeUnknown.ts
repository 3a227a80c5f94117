import { connectionType, connectionTypes } from "../data/connectionTypes.ts";
import { otherTypes } from "../data/otherWords.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { continuesRecord } from "../ruleKit/continuesRecord.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { includeDirective } from "../syntax/authReference.ts";

const names = connectionTypes.map((type) => type.name);

function meantType(word: string, version: ServerVersion): string | undefined {
  return meantWord(word, version < 16 ? names : [...names, ...includeWords], otherTypes);
}

const includeWords = ["include", "include_dir", "include_if_exists"];

export const hbaTypeUnknown: Rule = {
  id: "hba-type-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "A record starts with a word that is not a connection type.",
  instead:
    "Start the line with `local`, `host`, `hostssl`, `hostnossl`, `hostgssenc` or `hostnogssenc`, in lower case.",
  hba(record, { serverVersion }, report) {
    const { type, include, fields } = record;
    const token = type?.tokens[0];
    if (!token || include || type.tokens.length > 1 || connectionType(token.text)) return;
    if (continuesRecord(record)) return; // another rule reports that
    const refusal = fileRefused("invalid connection type");
    if (token.text.startsWith("\ufeff")) {
      const message =
        "The file starts with a byte-order mark, which breaks its first word: save it as UTF-8 without BOM.";
      report(token.span, message, { refusal });
      return;
    }
    const directive = includeDirective(token.text);
    if (directive) {
      const message =
        serverVersion < 16
          ? `The directive ${directive} exists only since PostgreSQL 16; copy the records into this file.`
          : `The directive ${directive} needs exactly one path and has ${fields.length - 1}: ${fields.length < 2 ? "add it" : "quote a path that has blanks"}.`;
      report(token.span, message, { detail: "To the server it is a connection type.", refusal });
      return;
    }
    const meant = meantType(token.text, serverVersion);
    const advice = meant ? `did you mean ${meant}?` : "write local, host or another type.";
    report(token.span, `${shown(token.text)} is not a connection type; ${advice}`, {
      detail: `The types are ${listed(names, "and")}.`,
      refusal,
    });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const meant = token && meantType(token.text, target.context.serverVersion);
    return meant ? [replaceText(target, `Change to ${meant}`, token.span, meant)] : [];
  },
};

export const hbaTypeUnknownPage: RulePage = {
  why: "The server cannot know which connections are meant. A single bad line makes it refuse the whole file, with “invalid connection type” in its log: it does not start, and a reload keeps the old records.",
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
    #^^^^^^ PostgreSQL 16 added these directives
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
};
