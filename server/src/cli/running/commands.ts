import { type Command, Option } from "commander";
import { CannotRun } from "../cannotRun.ts";
import { serverOptions } from "../serverOptions.ts";
import type { ReplayOptions } from "./replay.ts";

/** Adds the commands about a server that runs: its log, what it serves, what it has loaded. */
export function addRunningCommands(program: Command): void {
  const replayCommand = program
    .command("replay")
    .description(
      "Says which record admits each connection that a server's log has, and with a second configuration, which of them it would " +
        "refuse. Exit status: 0 all admitted, 1 some refused, 2 could not run, 3 of some it is not known.",
    )
    .argument("[CLUSTER]", "the folder of a cluster, or a pg_hba.conf")
    .requiredOption(
      "--log <FILE...>",
      "logs (stderr, csvlog, jsonlog; also .gz), or pg_stat_activity with pg_stat_ssl in CSV or JSON; - is standard input",
    )
    .option("--with <CLUSTER2>", "the configuration that is to take the place of CLUSTER")
    .option("--log-line-prefix <PREFIX>", "log_line_prefix of the server (default: as in postgresql.conf)")
    .addOption(formatOption())
    .action(async (path: string | undefined, options: ReplayOptions) => {
      const { replay } = await import("./replay.ts");
      // In `--log FILE… CLUSTER` the last one is no log.
      const log = path === undefined ? options.log.slice(0, -1) : options.log;
      const cluster = path ?? options.log.at(-1);
      if (cluster === undefined || log.length === 0)
        throw new CannotRun("name a log and the cluster: --log FILE… CLUSTER");
      process.exitCode = await replay(cluster, { ...options, log });
    });
  for (const option of serverOptions()) replayCommand.addOption(option);
}

function formatOption(): Option {
  return new Option("--format <FORMAT>", "how the answer is printed")
    .choices(["text", "json"])
    .default("text");
}
