/** Whether a command prints a word that is written in it, and not a variable, a file or the prompt (`%p`). */
export function printsSecret(command: string): boolean {
  return /(?:^|[\s"'`;|&(/])(?:echo|printf)\s+(?:-\w+\s+)*(?:(?:"%s[^"]*"|'%s[^']*'|%s(?:\\n)?)\s+)?["']?(?!["'$`%]|\\\$)\S/.test(
    command,
  );
}
