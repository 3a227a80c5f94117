import { type Language, SourceDocument } from "../../server/src/core/index.ts";
import { openFiles } from "../support/openService.ts";
import { tokenizeBare } from "./bareTokenizer.ts";
import { confText } from "./clusters.ts";
import { hbaText } from "./hbaText.ts";
import { processorTime } from "./processorTime.ts";

/** Milliseconds of the processor until a file of so many lines was read and checked, and those of a bare tokenizer over the same text. */
export interface OpenTimes {
  readonly opened: number;
  readonly tokenized: number;
}

export const largeFiles: Readonly<
  Record<string, { readonly language: Language; readonly text: (lineCount: number) => string }>
> = {
  "pg_hba.conf": { language: "pg-hba", text: hbaText },
  "pg_ident.conf": {
    language: "pg-ident",
    text: (lineCount) =>
      Array.from(
        { length: lineCount },
        (_, index) => `map_${index} user_${index}@example.com role_${index % 97}\n`,
      ).join(""),
  },
  "postgresql.conf": { language: "postgresql-conf", text: confText },
};

/** Opens a file in a new service. */
export async function timeOpening(name: string, lineCount: number): Promise<OpenTimes> {
  const { language, text } = largeFiles[name] ?? { language: "pg-hba" as const, text: hbaText };
  const content = text(lineCount);
  const uri = `file:///bench/${name}`;
  const begin = processorTime();
  tokenizeBare(content, language === "postgresql-conf" ? "'" : '"');
  const tokenized = processorTime() - begin;
  const { service } = openFiles({});
  const start = processorTime();
  service.open(new SourceDocument(uri, language, 1, content));
  await service.diagnose(uri);
  return { opened: processorTime() - start, tokenized };
}

/** Milliseconds of the processor that completion and hover take after an edit, in the server alone. */
export async function timeQuestions(lineCount: number, count: number) {
  const uri = "file:///bench/pg_hba.conf";
  const { service } = openFiles({});
  const document = new SourceDocument(uri, "pg-hba", 1, hbaText(lineCount));
  service.open(document);
  await service.diagnose(uri);
  const line = Math.floor(lineCount / 2) + 3;
  const times = { completion: [] as number[], hover: [] as number[] };
  const warmUp = 100;
  for (let round = 0; round < count + warmUp; round++) {
    const start = { line, character: 10 };
    document.update([{ range: { start, end: start }, text: "x" }], round + 2);
    await service.diagnose(uri);
    const begin = processorTime();
    await service.complete(uri, { line, character: 3 });
    const middle = processorTime();
    await service.hover(uri, { line, character: 3 });
    if (round < warmUp) continue;
    times.completion.push(middle - begin);
    times.hover.push(processorTime() - middle);
  }
  return times;
}
