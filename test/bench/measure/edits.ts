import type { Bench } from "../report.ts";
import { timeEdits } from "../sessions.ts";
import { figures, median, quantile, ratio, spread } from "../statistics.ts";
import type { Subject } from "../subjects.ts";

/** What the sessions of one server with files of one size gave. */
interface Found {
  /** The median of each session. */
  readonly medians: number[];
  readonly all: number[];
  readonly resident: number[];
}

/** From one typed character to its diagnostics, and what a large file takes of memory. */
export async function measureEdits({ floor, pgssl, peers, isQuick, report }: Bench): Promise<void> {
  const sizes = [1_000, 10_000, 100_000];
  const found = new Map<string, Found>();
  const measure = async (subject: Subject, size: number, count: number) => {
    const key = `${subject.name} ${size}`;
    const one = found.get(key) ?? { medians: [], all: [], resident: [] };
    found.set(key, one);
    const { edits, resident } = await timeEdits(subject, size, count);
    one.medians.push(median(edits));
    one.all.push(...edits);
    one.resident.push(resident);
  };
  for (let round = 0; round < (isQuick ? 3 : 5); round++) {
    for (const size of sizes) {
      for (const subject of [floor, pgssl]) await measure(subject, size, 30);
      for (const peer of peers) if (size >= 10_000 && size <= peer.most) await measure(peer, size, 5);
    }
  }
  const cell = (name: string, size: number) => {
    const one = found.get(`${name} ${size}`);
    return one ? `${spread(one.medians)}; ${figures(quantile(one.all, 0.95))}` : "–";
  };
  report.table(
    [
      "one typed character → diagnostics, ms: p50 of sessions; p95",
      ...sizes.map((size) => `${size.toLocaleString("en")} lines`),
    ],
    [floor, pgssl, ...peers].map(({ name }) => [name, ...sizes.map((size) => cell(name, size))]),
  );
  const medians = (name: string, size: number) => found.get(`${name} ${size}`)?.medians ?? [];
  const json = peers[0];
  const text = Buffer.byteLength(pgssl.text(100_000)) / 1024 / 1024;
  const grown = (subject: Subject) => {
    const resident = (size: number) => median(found.get(`${subject.name} ${size}`)?.resident ?? []);
    return resident(100_000) - resident(1_000);
  };
  report.text(
    [
      `At 10,000 lines pgssl takes ${ratio(medians(pgssl.name, 10_000), medians(floor.name, 10_000))} × what the do-nothing server takes`,
      ...(json
        ? [
            `the JSON server takes ${ratio(medians(json.name, 10_000), medians(pgssl.name, 10_000))} × what pgssl takes`,
          ]
        : []),
      `at 100,000 lines pgssl takes ${ratio(medians(pgssl.name, 100_000), medians(pgssl.name, 1_000))} × what it takes at 1,000`,
      `and it holds ${figures(grown(pgssl))} MiB more for a text of ${figures(text)} MiB, ${figures(grown(pgssl) / text)} × its size (the do-nothing server ${figures(grown(floor) / text)} ×).`,
    ].join("; "),
  );
}
