import { maskOf } from "../cluster/access/maskOf.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { fileRefused } from "../ruleKit/fileRefused.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shiftedColumns } from "../ruleKit/shiftedColumns.ts";
import { listed } from "../ruleKit/words.ts";

export const hbaColumnMissing: Rule = {
  id: "hba-column-missing",
  severity: "error",
  serverEffect: "line-error",
  summary: "A record ends before all of its fields.",
  instead: "Add the missing fields: `local DATABASE USER METHOD` or `host DATABASE USER ADDRESS METHOD`.",
  hba(record, { serverVersion }, report) {
    if (record.method || record.include || !record.isComplete) return;
    const [type] = record.type?.tokens ?? [];
    if (shiftedColumns(record, serverVersion)) return; // another rule names the column that is missing
    if (type && !connectionType(type.text)) return; // that is the mistake; which fields a line needs follows from its type
    const last = record.fields.at(-1);
    // A netmask that is missing or not an address has rules of its own, with better advice.
    const needsMask = record.numericAddress && !record.address?.tokens[0]?.text.includes("/");
    const maskIsReported = needsMask && !maskOf(record) && (record.mask?.tokens.length ?? 0) <= 1;
    if (!last || maskIsReported) return;
    const hasAddress = record.type?.tokens[0]?.text !== "local";
    const missing: string[] = [];
    if (!record.database) missing.push("database");
    if (!record.user) missing.push("user");
    if (hasAddress && !record.address) missing.push("address");
    missing.push("method");
    const form = `DATABASE USER ${hasAddress ? "ADDRESS " : ""}METHOD`;
    report(last.span, `The record has no ${listed(missing, "and")}; write ${type?.text ?? "TYPE"} ${form}.`, {
      refusal: fileRefused("end-of-line before"),
    });
  },
};

export const hbaColumnMissingPage: RulePage = {
  why: "Every record needs a connection type, databases, users, an address (not with `local`) and a method. Otherwise the server refuses the whole file, with “end-of-line before …” in its log: it does not start, and a reload keeps the old records.",
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
};
