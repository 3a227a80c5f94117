/** One message of a server's log. */
export interface LogEntry {
  readonly level: string;
  /** The message, with its lines of detail, hint and context. */
  readonly text: string;
}

const stamp = /^\d{4}-\d\d-\d\d [\d:.]+ \w+ \[\d+\] /;
const head = /^(DEBUG\d?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC): +/;

/** Splits a log with the default `log_line_prefix`, or with none, into its messages. */
export function logEntries(log: string): LogEntry[] {
  const entries: { level: string; text: string }[] = [];
  for (const line of log.split("\n")) {
    const words = line.replace(stamp, "");
    const level = head.exec(words);
    if (level) entries.push({ level: level[1] as string, text: words.slice(level[0].length) });
    else if (entries.length > 0 && words !== "") (entries.at(-1) as { text: string }).text += `\n${words}`;
  }
  return entries;
}
