import { type Command, InvalidArgumentError, Option } from "commander";
import { CannotRun } from "../cannotRun.ts";
import { addOptions, formatOption } from "../commandOptions.ts";
import { serverOptions } from "../serverOptions.ts";
import type { LiveOptions } from "./live/live.ts";
import type { ProbeOptions } from "./probe.ts";
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
  addOptions(replayCommand, serverOptions());

  const probeCommand = program
    .command("probe")
    .description(
      "Says what servers serve, by TLS handshakes without a login: protocol, certificates, CAs; with a cluster, whether they serve what is " +
        "on disk. Exit status: 0 clean, 1 errors or warnings, 2 could not run.",
    )
    .argument("[HOST[:PORT]...]", "the servers (default port: 5432)")
    .option("--hosts <FILE>", "further servers, one a line; - is standard input")
    .option("--cluster <DIR>", "compare with the files of this cluster")
    .option("--root-cert <FILE>", "verify with these CA certificates, as clients do with sslrootcert")
    .option("--server-name <HOST>", "the host name that clients use, where it is another (SNI)")
    .option("--direct", "TLS from the first byte, as with sslnegotiation=direct (PostgreSQL 17 and later)")
    .addOption(
      new Option("--timeout <SECONDS>", "how long a handshake may take").argParser(parseSeconds).default(5),
    )
    .addOption(formatOption())
    .action(async (names: string[], options: ProbeOptions) => {
      const { probe } = await import("./probe.ts");
      process.exitCode = await probe(names, options);
    });
  addOptions(probeCommand, serverOptions());

  const liveCommand = program
    .command("live")
    .description(
      "Says what a running server has loaded, in transactions for reading only: edits that wait for a reload or restart, settings from " +
        "elsewhere, sessions without TLS. Exit status: 0 clean, 1 errors or warnings, 2 could not run.",
    )
    .argument(
      "[CONNINFO]",
      "a connection string or URI of libpq, without a password (default: PGHOST, PGSERVICE and the like)",
      "",
    )
    .option("--cluster <DIR>", "also name the sessions that the files of this cluster would refuse")
    .option(
      "--loaded <PATH>",
      "with --cluster, the files as they were loaded: also say what has changed for connections since",
    )
    .option("--git <REVISION>", "the same with the files of a commit")
    .option("--reload", "then make the server reload, once that is confirmed, and read back what it did")
    .option("--yes", "confirms the reload")
    .option("--password-stdin", "a password that the server wants is read from standard input")
    .addOption(formatOption())
    .action(async (text: string, options: LiveOptions) => {
      const { live } = await import("./live/live.ts");
      process.exitCode = await live(text, options);
    });
  addOptions(liveCommand, serverOptions());
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || seconds <= 0 || seconds > 600)
    throw new InvalidArgumentError("A number of seconds up to 600 is needed.");
  return seconds;
}
