import { expect, test } from "vitest";
import type { Language } from "../../../server/src/core/model/language.ts";
import { openService } from "../../support/openService.ts";

/**
 * Each line starts with the marks of the ranges that start, go on or end in it, a column for each: `c` comment, `s`
 * section, `r` record; behind them a `:`.
 */
async function check(marked: string[], language: Language = "postgresql-conf", version = 18): Promise<void> {
  const text = marked.map((line) => line.slice(line.indexOf(":") + 1)).join("\n");
  const expected: string[] = [];
  for (let column = 0; column < (marked[0] ?? "").indexOf(":"); column++) {
    const letters = marked.map((line) => line[column]).join("");
    for (const { index, 0: run } of letters.matchAll(/c+|s+|r+/g))
      expected.push(`${index}-${index + run.length - 1} ${run[0]}`);
  }
  const { service, uri } = openService(`|${text}`, { language, version });
  const ranges = (await service.foldingRanges(uri)) ?? [];
  const found = ranges.map(({ firstLine, lastLine, kind }) => `${firstLine}-${lastLine} ${kind?.[0] ?? "r"}`);
  expect(found.sort()).toEqual(expected.sort());
  expect(ranges).toEqual([...ranges].sort((a, b) => a.firstLine - b.firstLine));
}

test("runs of comments", async () => {
  await check(["c:# one", "c:  # two", " :", " :# alone", " :ssl = on", "c:#three", "c:#four", "c:#five"]);
});

test("sections as in the sample of postgresql.conf", async () => {
  await check([
    "   :# -----------------------------",
    "s  :# PostgreSQL configuration file",
    "s  :# -----------------------------",
    "s c:#",
    "s c:# This file holds settings.",
    "   :",
    "   :#------------------------------------------------------------------------------",
    "s  :# CONNECTIONS",
    "s  :#------------------------------------------------------------------------------",
    "s  :",
    "ss :# - Connection Settings -",
    "ss :",
    "ssc:#port = 5432",
    "ssc:#max = 1",
    "s  :",
    "ss :# - TLS -",
    "ss :ssl = on",
    "   :",
    "   :",
    "   :########",
    "s  :# THE",
    "s  :# REST",
    "s  :########",
    "s  :port = 1",
    "   :",
  ]);
});

test("bars without a title are comments", async () => {
  await check(["c:#--------", "c:# a", "c:# b", "c:# c", "c:# d", "c:# e", "c:#--------", " :ssl = on"]);
  await check(["c:#--------", "c:#--------", " :ssl = on"]);
  await check(["c:#----", "c:# a", "c:#----", " :ssl = on"]);
  await check([" :ssl = on", "c:#--------", "c:# a"]);
});

test("records of several lines", async () => {
  await check(["r:host all \\", "r:  all all \\", "r:  trust", " :local all all trust"], "pg-hba");
  await check([" :host all \\", " :  all all trust"], "pg-hba", 13);
  await check(["c:# a", "c:# b", "r:m \\", "r:a b"], "pg-ident");
});
