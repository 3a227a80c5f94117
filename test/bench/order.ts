import { NewRows, RecordOrder } from "../../server/src/core/check/order/recordOrder.ts";
import { recordChecker } from "../../server/src/core/check/recordChecker.ts";
import { recordRules } from "../../server/src/core/check/ruleSets.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { authContext } from "../support/authContext.ts";
import { hbaText } from "./hbaText.ts";
import { processorTime } from "./processorTime.ts";

/** Milliseconds of the processor in which so many rules for distinct networks are compared with each other, from scratch. */
export async function timeOrder(lineCount: number): Promise<number> {
  const document = new SourceDocument("file:///bench/pg_hba.conf", "pg-hba", 1, hbaText(lineCount)).current;
  const rules = recordRules["pg-hba"];
  const context = authContext();
  const order = new RecordOrder(rules);
  const rows = new NewRows(document.lines.length);
  const check = recordChecker("pg-hba", document.lines, context, rules, (line, row) => rows.set(line, row));
  for (let line = 0; line < document.lines.length; line++) check(line);
  const begin = processorTime();
  order.update({ start: 0, removed: 0, added: document.lines.length }, rows, context, document);
  return processorTime() - begin;
}
