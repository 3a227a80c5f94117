import { join } from "node:path";
import { loadBundled } from "../bundle.ts";
import { timeCertificateHover } from "../certificateHover.ts";
import { makeClusters } from "../clusters.ts";
import type { Bench } from "../report.ts";
import { quantile, spread } from "../statistics.ts";

/** Completion and hover, and the rules that compare all records. */
export async function measureQuestions({ pgssl, scratch, isQuick, report }: Bench): Promise<void> {
  const { timeQuestions } = await loadBundled<typeof import("../opening.ts")>("opening");
  const { timeOrder } = await loadBundled<typeof import("../order.ts")>("order");
  const { timeKnownCertificateHover } =
    await loadBundled<typeof import("../certificateHover.ts")>("certificateHover");
  const rounds = isQuick ? 3 : 5;
  const p95 = { completion: [] as number[], hover: [] as number[] };
  const orders: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { completion, hover } = await timeQuestions(10_000, 200);
    p95.completion.push(quantile(completion, 0.95));
    p95.hover.push(quantile(hover, 0.95));
    orders.push(await timeOrder(10_000));
  }
  const folder = join(scratch, "hover");
  await makeClusters(folder, rounds);
  const first: number[] = [];
  const again: number[] = [];
  const inServer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const certificate = join(folder, String(round).padStart(5, "0"), "server.crt");
    const times = await timeCertificateHover(pgssl, certificate, 50);
    first.push(times.first);
    again.push(quantile(times.again.slice(10), 0.95));
    inServer.push(quantile(await timeKnownCertificateHover(certificate, 200), 0.95));
  }
  report.table(
    ["request", "ms"],
    [
      [
        "completion after an edit at 10,000 lines, p95 of the server's processor time",
        spread(p95.completion),
      ],
      ["hover after an edit at 10,000 lines, p95 of the server's processor time", spread(p95.hover)],
      [
        "first hover on a certificate, a second after the file was opened: path typed, file read, with the protocol",
        spread(first),
      ],
      ["hover on a certificate that was read before, p95, with the protocol", spread(again)],
      ["the same, p95 of the server's processor time", spread(inServer)],
      ["10,000 records for distinct networks compared with each other", spread(orders)],
    ],
  );
}
