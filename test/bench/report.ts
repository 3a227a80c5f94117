import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../support/tools.ts";
import type { Subject } from "./subjects.ts";

/** What is measured, and where the figures go. */
export interface Bench {
  readonly floor: Subject;
  /** pgssl as it starts for the first time. */
  readonly fresh: Subject;
  readonly pgssl: Subject;
  readonly peers: readonly Subject[];
  /** A folder that is removed afterwards. */
  readonly scratch: string;
  readonly cache: string;
  readonly isQuick: boolean;
  readonly report: Report;
}

const begin = "<!-- bench -->";
const end = "<!-- /bench -->";

/** Markdown that is printed as it comes, and kept. */
export class Report {
  #markdown = "";

  text(paragraph: string): void {
    this.#add(`${paragraph}\n\n`);
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`);
    this.#add(`${lines.join("")}\n`);
  }

  /** Puts all of it between the marks in a file of the project. */
  async writeInto(name: string): Promise<void> {
    const path = join(projectRoot, name);
    const text = await readFile(path, "utf8");
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`${name} has no place for the figures`);
    await writeFile(path, `${before}${begin}\n${this.#markdown.trimEnd()}\n${end}${after}`);
  }

  #add(markdown: string): void {
    this.#markdown += markdown;
    process.stdout.write(markdown);
  }
}
