import { authMethod, isAllowedOn } from "../data/authMethods.ts";
import { connectionType } from "../data/connectionTypes.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { listed } from "../ruleKit/words.ts";

export const hbaMethodType: Rule = {
  id: "hba-method-type",
  severity: "error",
  serverEffect: "line-error",
  summary: "The authentication method does not go with the connection type.",
  why: "`cert` needs the client's certificate and so TLS (`hostssl`); `peer` asks the operating system and so needs a Unix socket (`local`); `gss` needs a network connection. The server refuses the file.",
  instead: "Change the connection type, or take a method that goes with it.",
  bad: [
    `
    host all all 10.0.0.0/8 cert
    #                       ^^^^
    `,
    `
    host all all 127.0.0.1/32 peer
    #                         ^^^^
    `,
    `
    local all all gss
    #             ^^^
    `,
  ],
  fixed: [
    `
    hostssl all all 10.0.0.0/8 cert
    `,
  ],
  good: [
    `
    hostssl all all 10.0.0.0/8 cert
    local all all peer
    local all all ident
    `,
  ],
  hbaAccess({ type, method }, { serverVersion, build }, report) {
    const token = method?.tokens[0];
    const typeName = type?.tokens[0]?.text ?? "";
    const row = token && method.tokens.length === 1 ? authMethod(token.text, serverVersion) : undefined;
    if (!token || !row?.types || isAllowedOn(row, typeName) || !connectionType(typeName)) return;
    if (row.buildFeature && !build.has(row.buildFeature)) return; // refused for that reason already
    const allowed = row.types.length > 2 ? "TCP/IP connections, not on local" : listed(row.types, "or");
    report(
      token.span,
      `The method ${row.name} works on ${allowed} only, so the server refuses it on a ${typeName} line.`,
    );
  },
  fix({ span }, target) {
    if (!("options" in target.record)) return [];
    const { type } = target.record;
    const method = writtenToken(target, span);
    const typeToken = type?.tokens[0] && writtenToken(target, type.tokens[0].span);
    if (!method || !typeToken) return [];
    if (method.text === "cert" && typeToken.text === "host")
      return [replaceText(target, "Change host to hostssl", typeToken.span, "hostssl")];
    return [];
  },
};
