import type { Bench } from "../report.ts";
import { type StartTimes, timeStart } from "../sessions.ts";
import { ratio, spread } from "../statistics.ts";

/** From the start of the process to the first diagnostics of 100 lines. */
export async function measureStart({ floor, fresh, pgssl, peers, isQuick, report }: Bench): Promise<void> {
  await timeStart(pgssl); // which keeps what it compiled
  const subjects = [floor, pgssl, fresh];
  const times = new Map<string, StartTimes[]>([...subjects, ...peers].map(({ name }) => [name, []]));
  for (let round = 0; round < (isQuick ? 7 : 21); round++)
    for (const subject of subjects) times.get(subject.name)?.push(await timeStart(subject));
  for (let round = 0; round < 5; round++)
    for (const peer of peers) times.get(peer.name)?.push(await timeStart(peer));
  const of = (name: string, key: keyof StartTimes) => (times.get(name) ?? []).map((time) => time[key]);
  report.table(
    [
      "start with a file of 100 lines",
      "→ initialized, ms",
      "→ first diagnostics, ms",
      "× do-nothing",
      "resident, MiB",
      "× do-nothing",
    ],
    [...times.keys()].map((name) => [
      name,
      spread(of(name, "initialized")),
      spread(of(name, "firstDiagnostics")),
      ratio(of(name, "firstDiagnostics"), of(floor.name, "firstDiagnostics")),
      spread(of(name, "resident")),
      ratio(of(name, "resident"), of(floor.name, "resident")),
    ]),
  );
}
