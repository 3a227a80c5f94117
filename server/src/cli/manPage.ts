import type { Command } from "commander";

/** A manual page of a program in the macros of man(7), of the texts that `--help` has. */
export function manPage(program: Command): string {
  const commands = program.commands.flatMap((command) => [
    `.SS ${escaped(`pgssl ${command.name()} ${command.usage()}`)}`,
    line(command.description()),
    ...command.registeredArguments.flatMap((argument) => item(argument.name(), argument.description)),
    ...command.options.flatMap(({ flags, description, argChoices }) =>
      item(flags, argChoices ? `${description}: ${argChoices.join(", ")}` : description),
    ),
  ]);
  return `${[
    `.TH PGSSL 1 "" "pgssl ${escaped(program.version()?.split(" ")[0] ?? "")}"`,
    ".SH NAME",
    `pgssl \\- ${escaped(program.description())}`,
    ".SH SYNOPSIS",
    ".B pgssl",
    "COMMAND [OPTION...]",
    ".SH COMMANDS",
    ...commands,
    ".SH ENVIRONMENT",
    ...item("NO_COLOR, FORCE_COLOR", "no colours, and colours also where the output is not a terminal"),
    ".SH FILES",
    ...item(
      ".pgssl.json",
      "settings that a team shares; the nearest one upward from the configuration is used",
    ),
  ].join("\n")}\n`;
}

function item(term: string, text: string): string[] {
  return [".TP", `.B ${escaped(term)}`, line(text)];
}

/** A line of text; one that begins with a dot or an apostrophe would be a request. */
function line(text: string): string {
  return escaped(text).replace(/^(?=[.'])/, "\\&");
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("\n", " ");
}
