import { formatMode } from "../../core/model/fileMode.ts";
import type { SetupPlan } from "../../setup/plan.ts";
import { printed } from "../printed.ts";

/** A plan in words. */
export function planText(plan: SetupPlan): string {
  const lines = [plan.summary, ""];
  for (const { path, real, mode, owner, description, exists, existing } of plan.files) {
    const verb = exists ? "replace" : "create ";
    lines.push(
      `  ${verb} ${path}`,
      `          ${formatMode(mode)}, ${description}${owner ? `; owner: ${owner}` : ""}`,
    );
    if (real) lines.push(`          links lead to ${real}`);
    if (existing) lines.push(`          now: ${existing}`);
  }
  if (plan.configuration.length > 0) lines.push("", "Configuration:", ...editLines(plan));
  lines.push(...noteLines(plan));
  return `${lines.map(printed).join("\n")}\n`;
}

function editLines({ configuration }: SetupPlan): string[] {
  return configuration.map(({ path, place, newText, label }) => {
    const text = newText.trim().split("\n").join("; ");
    return `  ${path}:${place.line + 1}: ${text}  (${label})`;
  });
}

const noteLines = ({ notes }: SetupPlan): string[] =>
  notes.length === 0
    ? []
    : ["", ...notes.map(({ kind, text }) => `${kind === "warning" ? "Warning: " : ""}${text}`)];

const indented = (text: string): string[] => text.split("\n").map((line) => `    ${line}`);

/** What is to be done when the files are there. */
export function nextStepsText(plan: SetupPlan, configured: boolean): string {
  const { activation, steps, clients, configuration } = plan;
  const lines: string[] = [];
  if (configuration.length > 0 && !configured)
    lines.push("Change the configuration as shown above (or run again with --configure).");
  if (activation.kind !== "none")
    lines.push(activation.reason, ...activation.commands.map((command) => `  ${command}`));
  if (steps.length > 0)
    lines.push("", "Next steps:", ...steps.map((step, index) => `  ${index + 1}. ${step}`));
  for (const { title, copyCommand, connectionString, service, drivers } of clients) {
    lines.push("", `For ${title}, once it has its copies (HOME and CLIENT are its own):`, `  ${copyCommand}`);
    lines.push(`  ${connectionString}`, "  or in pg_service.conf:", ...indented(service));
    for (const { title, text } of drivers) lines.push(`  ${title}:`, ...indented(text));
  }
  return lines.length > 0 ? `${lines.map(printed).join("\n")}\n` : "";
}
