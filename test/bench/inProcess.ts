import { createLanguageService, SourceDocument } from "../../server/src/core/index.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { scanAuthLine } from "../../server/src/core/syntax/authLine.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import { hbaText } from "./hbaText.ts";
import { figures, median, quantile } from "./statistics.ts";

const uri = "file:///bench/pg_hba.conf";

/** Server time alone, without the protocol: completion and hover after an edit, and opening a large file. */
export async function timeInProcess(): Promise<string[]> {
  const service = createLanguageService(new MemoryHost(), () =>
    Promise.reject(new Error("no certificate here")),
  );
  const document = new SourceDocument(uri, "pg-hba", 1, hbaText(10_000));
  service.open(document);
  await service.diagnose(uri);
  const times = { completion: [] as number[], hover: [] as number[] };
  for (let round = 0; round < 400; round++) {
    const start = { line: 5003, character: 10 };
    document.update([{ range: { start, end: start }, text: "x" }], round + 2);
    await service.diagnose(uri);
    const begin = performance.now();
    await service.complete(uri, { line: 5003, character: 3 });
    const middle = performance.now();
    await service.hover(uri, { line: 5003, character: 3 });
    const end = performance.now();
    if (round < 100) continue;
    times.completion.push(middle - begin);
    times.hover.push(end - middle);
  }
  const told = Object.entries(times).map(
    ([what, values]) =>
      `${what} at 10,000 lines, server time: p50 ${figures(median(values))} ms, p95 ${figures(quantile(values, 0.95))} ms`,
  );

  const text = hbaText(100_000);
  const opens: number[] = [];
  const scans: number[] = [];
  for (let round = 0; round < 5; round++) {
    const begin = performance.now();
    const lines = splitLines(text);
    for (let line = 0; line < lines.length; ) line += scanAuthLine(lines, line, 18).lineCount;
    scans.push(performance.now() - begin);
    const fresh = createLanguageService(new MemoryHost(), () =>
      Promise.reject(new Error("no certificate here")),
    );
    const opened = performance.now();
    fresh.open(new SourceDocument(uri, "pg-hba", 1, text));
    await fresh.diagnose(uri);
    opens.push(performance.now() - opened);
  }
  const ratio = figures(median(opens) / median(scans));
  told.push(`opening 100,000 lines: ${figures(median(opens))} ms, ${ratio} × a bare pass of the tokenizer`);
  return told;
}
