import { authMethod, isAllowedOn } from "../data/authMethods.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { listed } from "../ruleKit/words.ts";

export const hbaMethodType: Rule = {
  id: "hba-method-type",
  severity: "error",
  serverEffect: "line-error",
  summary: "The authentication method does not work with the connection type.",
  instead: "Change the connection type, or use a method that works with it.",
  hbaAccess({ type, method }, { serverVersion, build }, report) {
    const token = method?.tokens[0];
    const typeName = type?.tokens[0]?.text ?? "";
    const row = token && method.tokens.length === 1 ? authMethod(token.text, serverVersion) : undefined;
    if (!token || !row?.types || isAllowedOn(row, typeName) || !connectionType(typeName)) return;
    if (row.buildFeature && !build.has(row.buildFeature)) return; // refused for that reason already
    const isForNetwork = row.types.length > 2;
    const limit = isForNetwork
      ? "does not work on local lines"
      : `works only on ${listed(row.types, "or")} lines`;
    report(token.span, `The method ${row.name} ${limit}; change the connection type or the method.`, {
      refusal: fileRefused(
        isForNetwork
          ? "authentication is not supported on local sockets"
          : "authentication is only supported on",
      ),
    });
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

export const hbaMethodTypePage: RulePage = {
  why: "`cert` needs a client certificate and so TLS (`hostssl`); `peer` gets the client's user from the operating system and so needs a Unix socket (`local`); `gss` needs a network connection. Otherwise the server refuses the whole file, with “authentication is only supported on …” or “authentication is not supported on local sockets” in its log: it does not start, and a reload keeps the old records.",
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
};
