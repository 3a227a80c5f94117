import { window } from "vscode";

/** Types a command into a new terminal; it is the user who presses Enter. */
export function putIntoTerminal(command: string): void {
  const shell = window.createTerminal("PostgreSQL SSL");
  shell.show();
  shell.sendText(command, false);
}

/** SQL is for psql, not for a shell. */
export function isStatement(text: string): boolean {
  return /^(select|alter)\b/i.test(text);
}
