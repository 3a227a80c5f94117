import { type Command, Option } from "commander";
import { colorModes } from "./output.ts";

/** Adds options behind those that a command has. */
export function addOptions(command: Command, options: readonly Option[]): void {
  for (const option of options) command.addOption(option);
}

/** How something is printed, by the names of the formats that there are for it. */
export function formatOption(
  formats: Readonly<Record<string, unknown>> = { text: true, json: true },
  what = "how the answer is printed",
): Option {
  return new Option("--format <FORMAT>", what).choices(Object.keys(formats)).default("text");
}

/** Whether the terminal gets colours. */
export function colorOption(): Option {
  return new Option("--color <WHEN>", "colours; auto looks at NO_COLOR, FORCE_COLOR and the terminal")
    .choices(colorModes)
    .default("auto");
}
