import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";

export const hbaIdentOnLocal: Rule = {
  id: "hba-ident-on-local",
  severity: "hint",
  serverEffect: null,
  summary: "`ident` on a `local` line means `peer`.",
  instead: "Write `peer`, which is what the server does.",
  hbaAccess({ type, method }, _context, report) {
    const token = method?.tokens[0];
    if (token?.text !== "ident" || type?.tokens[0]?.text !== "local") return;
    report(token.span, "ident on a local line means peer; write peer.", {
      detail: "There is no ident server behind a Unix socket, so the server silently uses peer.",
    });
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    return token ? [replaceText(target, "Change to peer", span, "peer", "safe")] : [];
  },
};

export const hbaIdentOnLocalPage: RulePage = {
  why: "There is no ident server behind a Unix socket, so the server silently uses `peer`.",
  bad: [
    `
    local all all ident
    #             ^^^^^
    `,
  ],
  fixed: [
    `
    local all all peer
    `,
  ],
  good: [
    `
    local all all peer
    host all all 127.0.0.1/32 ident
    `,
  ],
};
