import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { languages } from "../core/model/language.ts";
import { check } from "./check.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { addOptions, colorOption, formatOption } from "./commandOptions.ts";
import { completionScript, shells } from "./completion.ts";
import type { DiffOptions } from "./diff.ts";
import { failures } from "./difference/failures.ts";
import { diffFormats } from "./difference/formats.ts";
import { expiryFormats } from "./expiry/formats.ts";
import type { ExpiryOptions } from "./expiry.ts";
import type { ExplainOptions } from "./explain.ts";
import { failOnValues } from "./failOn.ts";
import type { FormatOptions } from "./format.ts";
import { type FormatName, formats } from "./formats/index.ts";
import { inspect } from "./inspect.ts";
import { manPage } from "./manPage.ts";
import type { OutputFile } from "./outputFile.ts";
import { printed } from "./printed.ts";
import { addRunningCommands } from "./running/commands.ts";
import { parseDays, ruleOptions, serverOptions, versionOption } from "./serverOptions.ts";
import { versionInWords } from "./versionInWords.ts";
import type { WhyOptions } from "./why.ts";

/** The command line. `startServer` loads the language server, which then serves its client over standard input and output. */
export function createProgram(startServer: () => Promise<unknown>): Command {
  const program = new Command("pgssl")
    .description("Checks PostgreSQL's SSL/TLS configuration as the server reads it.")
    .version(versionInWords())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`pgssl: ${commandLineProblem(text)}\n`) });

  const checkCommand = program
    .command("check")
    .description(
      "Checks configuration files, and the certificate, key and CRL files that they name. A folder means all " +
        "clusters in it. Exit status: 0 clean, 1 findings, 2 could not run.",
    )
    .argument("[PATH...]", "files and folders; - is standard input")
    .addOption(
      new Option("--language <ID>", "the kind of the files, whatever their names").choices(languages),
    )
    .addOption(formatOption(formats, "how findings are printed"))
    .addOption(
      new Option(
        "--output <FORMAT=FILE>",
        "write a file in another format as well; may be repeated",
      ).argParser(parseOutput),
    )
    .addOption(colorOption())
    .addOption(
      new Option(
        "--fail-on <SEVERITY>",
        "the least severity that makes the exit status 1 (default: error)",
      ).choices(failOnValues),
    )
    .option("--strict", "--fail-on warning, and a folder with nothing to check is an error")
    .option("--summary", "print how many findings each rule and each cluster has, instead of the findings")
    .option("--baseline <FILE>", "leave out the findings that this file knows, and list those that are fixed")
    .addOption(
      new Option(
        "--write-baseline <FILE>",
        "write what is found as known for --baseline; exit status 0",
      ).conflicts(["baseline", "changedSince"]),
    )
    .option("--changed-since <REVISION>", "only findings on lines that changed since that commit of git")
    .option("--fix", "make the safe changes, print them as a diff on standard error, and check the result")
    .option(
      "--fix-dry-run",
      "print what --fix would change, and nothing else; exit status 1 if there is anything",
    )
    .option("--stdin-filename <PATH>", "read standard input as if it were the file of that name")
    .action(async (paths: string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options);
    });
  addOptions(checkCommand, [...serverOptions(), ...ruleOptions()]);

  program
    .command("format")
    .description(
      "Aligns the columns of authentication files, and sets the blanks of postgresql.conf. Without an option it prints what it " +
        "would change as a diff. Exit status: 0 formatted, 1 with --check: not formatted, 2 could not run.",
    )
    .argument("<FILE...>", "configuration files")
    .option("--check", "print the names of the files that are not formatted, and change nothing")
    .option("--write", "change the files")
    .option("--minimum-column-width <N>", "characters that a column takes at least", parseWidth, 8)
    .addOption(versionOption())
    .addOption(
      new Option("--language <ID>", "the kind of the files, whatever their names").choices(languages),
    )
    .action(async (files: string[], options: FormatOptions) => {
      const { formatFiles } = await import("./format.ts");
      process.exitCode = await formatFiles(files, options);
    });

  const explainCommand = program
    .command("explain")
    .description(
      "Says whether the server admits a client, and which record decides. Assumes that the role and the database exist. " +
        "Exit status: 0 admitted, 1 refused, 2 could not run, 3 unknown (a password, a membership).",
    )
    .argument("<PATH>", "a pg_hba.conf, the folder of a cluster, or a pgbouncer.ini")
    .option("--user <NAME>", "the role")
    .option(
      "--conninfo <STRING>",
      "a connection string of libpq: both whether it accepts the server and whether the server admits it",
    )
    .option(
      "--pgbouncer <FILE>",
      "a pgbouncer.ini: both from the client to PgBouncer and on to the server of the cluster",
    )
    .option(
      "--pgbouncer-address <IP>",
      "PgBouncer's address as the server sees it, if it is on another machine",
    )
    .option(
      "--service <NAME>",
      "like --conninfo, for a service of this user, with the files of ~/.postgresql",
    )
    .option("--driver <NAME>", "the driver that reads the URI of --conninfo, pgjdbc for instance")
    .option("--database <NAME>", "the database (default: the role's name)")
    .option("--address <IP>", "the client's address")
    .option("--cert <FILE>", "what the client sends: its certificate, then the rest of the chain")
    .option("--local", "over the Unix socket")
    .option("--plain", "over TCP without TLS")
    .option("--gss", "over TCP with GSSAPI encryption")
    .option("--replication", "for physical replication")
    .option("--server-name <HOST>", "the host name that the client requests (SNI), for pg_hosts.conf")
    .addOption(formatOption())
    .action(async (path: string, options: ExplainOptions) => {
      const { explain } = await import("./explain.ts");
      process.exitCode = await explain(path, options);
    });
  addOptions(explainCommand, serverOptions());

  const diffCommand = program
    .command("diff")
    .description(
      "Says for which connections a change of the configuration makes a difference: who loses access, who gains it, who may " +
        "come in without TLS. Exit status: 0, 1 for what --fail-on names, 2 could not run.",
    )
    .argument("<PATH...>", "the old state and the new one: folders of clusters, or pg_hba.conf files")
    .option("--git <REVISION>", "compare one path with what it was in that commit")
    .addOption(formatOption(diffFormats, "how changes are printed"))
    .addOption(
      new Option(
        "--fail-on <CHANGES>",
        `which changes make the exit status 1: ${Object.keys(failures).join(", ")}, joined by commas`,
      ).argParser(parseFailures),
    )
    .action(async (paths: string[], options: DiffOptions) => {
      const { diff } = await import("./diff.ts");
      process.exitCode = await diff(paths, options);
    });
  addOptions(diffCommand, serverOptions());

  const whyCommand = program
    .command("why")
    .description(
      "Finds the cause of a message: a line, or the end of the log, of a server, a client or OpenSSL. With a cluster it names the " +
        "finding or record behind it. Exit status: 0 a message is known, 1 none is, 2 could not run.",
    )
    .argument("[TEXT...]", "the message; standard input where it is absent or -")
    .option(
      "--cluster <DIR>",
      "the folder of a cluster, or one of its files (default: the working folder, if it is one)",
    )
    .addOption(colorOption())
    .addOption(formatOption())
    .action(async (words: string[], options: WhyOptions) => {
      const { why } = await import("./why.ts");
      process.exitCode = await why(words, options);
    });
  addOptions(whyCommand, serverOptions());

  addRunningCommands(program);

  program
    .command("inspect")
    .description(
      "Prints what PEM and DER files contain (certificates, requests, CRLs, keys but never their bytes) and how the " +
        "contents are related. Exit status: 0 everything decoded, 1 something could not be decoded, 2 a file could not be read.",
    )
    .argument("<PATH...>", "files, and folders with such files; - is standard input")
    .option("--json", "print all decoded fields as JSON")
    .action(async (files: string[], options: { json?: boolean }) => {
      process.exitCode = await inspect(files, options.json === true);
    });

  const expiryCommand = program
    .command("expiry")
    .description(
      "Lists the certificates and CRLs that the clusters name, by the day on which they expire, with what stops then. Exit status: 0, " +
        "1 for what --fail-within names, 2 could not run.",
    )
    .argument("<PATH...>", "files and folders; a folder means all clusters in it")
    .addOption(formatOption(expiryFormats, "how they are printed"))
    .addOption(
      new Option("--fail-within <DAYS>", "exit status 1 if something expires within so many days").argParser(
        parseDays,
      ),
    )
    .action(async (paths: string[], options: ExpiryOptions) => {
      const { expiry } = await import("./expiry.ts");
      process.exitCode = await expiry(paths, options);
    });
  addOptions(expiryCommand, serverOptions());

  const initCommand = program
    .command("init")
    .description("Makes certificates, and the configuration that goes with them: see pgssl init --help.")
    .helpOption(false)
    .allowUnknownOption()
    .argument("[WORD...]", "what to make");
  initCommand.action(async (_words: string[], _options: unknown, command: Command) => {
    const { init } = await import("./init/init.ts");
    process.exitCode = await init(
      program.createCommand("pgssl init").copyInheritedSettings(program),
      command.args,
    );
  });

  program
    .command("rule")
    .description("Prints the page of a rule; without an id, all rules with their severities.")
    .argument("[ID]", "the id of the rule")
    .action(async (id: string | undefined) => {
      const { printRule } = await import("./rule.ts");
      printRule(id);
    });

  program
    .command("completion")
    .description("Prints a script that makes a shell complete pgssl's commands and options.")
    .addArgument(new Argument("<SHELL>", "the shell").choices(shells))
    .action(async (shell: (typeof shells)[number]) => {
      const [{ addPaths }, { ruleIds }] = await Promise.all([
        import("./init/addPaths.ts"),
        import("../core/index.ts"),
      ]);
      addPaths(initCommand, async () => {}); // which its own run does otherwise
      process.stdout.write(completionScript(program, shell, { rule: ruleIds() }));
    });

  program
    .command("man")
    .description("Prints the manual page: pgssl man | man -l -")
    .action(() => void process.stdout.write(manPage(program)));

  program
    .command("lsp")
    .description("Serves the Language Server Protocol to an editor.")
    .requiredOption("--stdio", "over standard input and output")
    .action(async () => {
      await startServer();
    });
  return program;
}

/** What is wrong on the command line, with what may have been meant, on one line. */
function commandLineProblem(text: string): string {
  return printed(
    text
      .replace(/^error: /, "")
      .replace("\n(Did you", " (Did you")
      .trimEnd(),
  );
}

function parseOutput(value: string, before: readonly OutputFile[] = []): readonly OutputFile[] {
  const at = value.indexOf("=");
  const format = value.slice(0, Math.max(at, 0));
  const path = value.slice(at + 1);
  if (!isFormatName(format) || path === "")
    throw new InvalidArgumentError(
      `It has the form FORMAT=FILE, FORMAT one of ${Object.keys(formats).join(", ")}.`,
    );
  if (path === "-") throw new InvalidArgumentError("--format says what goes to standard output.");
  return [...before, { format, path }];
}

const isFormatName = (word: string): word is FormatName => Object.hasOwn(formats, word);

function parseFailures(value: string): string[] {
  const words = value.split(",").map((word) => word.trim());
  const unknown = words.find((word) => !Object.hasOwn(failures, word));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(failures).join(", ")}.`);
  return words;
}

function parseWidth(value: string): number {
  const width = Number(value);
  if (!/^\d+$/.test(value) || width > 100)
    throw new InvalidArgumentError("A number from 0 to 100 is needed.");
  return width;
}
