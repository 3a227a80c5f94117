import { RecordOrder } from "../../server/src/core/check/order/recordOrder.ts";
import { recordChecker } from "../../server/src/core/check/recordChecker.ts";
import { recordRules } from "../../server/src/core/check/ruleSets.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { authContext } from "../support/authContext.ts";
import { hbaText } from "./hbaText.ts";

/** Milliseconds in which so many rules for distinct networks are compared with each other, from scratch. */
export async function timeOrder(lineCount: number): Promise<number> {
  const document = new SourceDocument("file:///bench/pg_hba.conf", "pg-hba", 1, hbaText(lineCount));
  const rules = recordRules["pg-hba"];
  const context = authContext();
  const order = new RecordOrder(document.lines.length, rules);
  const judge = recordChecker("pg-hba", document.lines, context, rules, order);
  for (let line = 0; line < document.lines.length; line++) judge(line);
  const begin = performance.now();
  order.update(context, document.current);
  return performance.now() - begin;
}
