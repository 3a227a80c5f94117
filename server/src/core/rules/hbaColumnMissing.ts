import { maskOf } from "../cluster/access/maskOf.ts";
import { connectionType } from "../data/connectionTypes.ts";
import type { Rule } from "../ruleKit/rule.ts";

export const hbaColumnMissing: Rule = {
  id: "hba-column-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A record ends before all of its columns.",
  why: "Every record needs a connection type, databases, users, an address (not with `local`) and a method; the server refuses the whole file otherwise.",
  instead: "Add what is missing: `local DATABASE USER METHOD` or `host DATABASE USER ADDRESS METHOD`.",
  bad: [
    `
    local all
    #     ^^^
    `,
    `
    host all all
    #        ^^^
    `,
    `
    host all all 10.0.0.0/8
    #            ^^^^^^^^^^
    `,
    `
    local all all#comment
    #         ^^^
    `,
  ],
  good: [
    `
    local all all peer
    host all all all scram-sha-256
    `,
    `
    host all all 10.0.0.5 scram-sha-256
    `,
  ],
  hba(record, _context, report) {
    if (record.method || record.include || !record.isComplete) return;
    const [type] = record.type?.tokens ?? [];
    if (type && !connectionType(type.text)) return; // that is the mistake; which columns a line needs follows from its type
    const last = record.fields.at(-1);
    // A netmask that is missing or no address has rules of its own, which also know what to write.
    const wantsMask = record.numericAddress && !record.address?.tokens[0]?.text.includes("/");
    const maskIsReported = wantsMask && !maskOf(record) && (record.mask?.tokens.length ?? 0) <= 1;
    if (!last || maskIsReported) return;
    const hasAddress = record.type?.tokens[0]?.text !== "local";
    const missing: string[] = [];
    if (!record.database) missing.push("databases");
    if (!record.user) missing.push("users");
    if (hasAddress && !record.address) missing.push("address");
    missing.push("method");
    const noun = missing.length === 1 ? "column" : "columns";
    report(
      last.span,
      `The record ends here, before its ${noun} for ${missing.join(", ")}, so the server refuses the file.`,
    );
  },
};
