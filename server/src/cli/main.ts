import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { languages } from "../core/model/language.ts";
import { buildFeatures, openSslFamilies, packagedBuild } from "../core/model/serverBuild.ts";
import { serverVersions, toServerVersion } from "../core/model/serverVersion.ts";
import { CannotRun } from "./cannotRun.ts";
import { type CheckOptions, check } from "./check.ts";
import { formats } from "./formats/index.ts";
import { inspect } from "./inspect.ts";

/** The exit status of a run that could not do what it was asked for. */
const couldNotRun = 2;

const program = new Command("pgssl")
  .description("Checks PostgreSQL's SSL/TLS configuration as the server reads it.")
  .version(packageVersion())
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(`pgssl: ${text.replace(/^error: /, "")}`) });

program
  .command("check")
  .description(
    "Checks configuration files, and the certificate, key and CRL files that they name. A folder stands for the " +
      "clusters in it. Exit status: 0 clean, 1 findings, 2 could not run.",
  )
  .argument("[PATH...]", "files and folders")
  .addOption(
    new Option("--server-version <N>", "the server's major version").choices(serverVersions.map(String)),
  )
  .addOption(new Option("--language <ID>", "what the files are, whatever their names say").choices(languages))
  .option(
    "--server-build <FEATURES>",
    `what the server was compiled with, of ${buildFeatures.join(",")}`,
    parseBuild,
    packagedBuild,
  )
  .addOption(
    new Option("--openssl <FAMILY>", "the family of its OpenSSL").choices(openSslFamilies).default("3"),
  )
  .addOption(
    new Option("--format <FORMAT>", "how findings are printed").choices(Object.keys(formats)).default("text"),
  )
  .option("--strict", "warnings count as findings for the exit status, not errors alone")
  .option("--stdin-filename <PATH>", "read standard input as if it were the file of that name")
  .action(async (paths: string[], options: CheckOptions & { serverVersion?: string }) => {
    const serverVersion = toServerVersion(options.serverVersion);
    const { serverVersion: _, ...rest } = options;
    process.exitCode = await check(paths, { ...rest, ...(serverVersion && { serverVersion }) });
  });

program
  .command("inspect")
  .description("Tells what PEM files hold: certificates, keys (never their bytes), revocation lists.")
  .argument("<FILE...>", "files")
  .option("--json", "print JSON")
  .action(async (files: string[], options: { json?: boolean }) => {
    process.exitCode = await inspect(files, options.json === true);
  });

program
  .command("lsp")
  .description("Serves the Language Server Protocol to an editor.")
  .requiredOption("--stdio", "over standard input and output")
  .action(async () => {
    await import("../node/main.ts");
  });

run().catch((error: unknown) => {
  process.stderr.write(`pgssl: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = couldNotRun;
});

async function run(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CannotRun) {
      process.stderr.write(`pgssl: ${error.message}\n`);
      process.exitCode = couldNotRun;
    } else if (error instanceof Error && "exitCode" in error) {
      process.exitCode = error.exitCode === 0 ? 0 : couldNotRun; // commander has said what was wrong
    } else {
      throw error;
    }
  }
}

function parseBuild(value: string): ReadonlySet<(typeof buildFeatures)[number]> {
  const words = value.split(",").map((word) => word.trim());
  const unknown = words.find((word) => word !== "" && !buildFeatures.some((feature) => feature === word));
  if (unknown !== undefined) throw new InvalidArgumentError(`No such feature: ${unknown}.`);
  return new Set(buildFeatures.filter((feature) => words.includes(feature)));
}

function packageVersion(): string {
  const description: unknown = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  return (description as { version: string }).version;
}
