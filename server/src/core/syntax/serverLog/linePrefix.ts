/** What the beginning of a line of the log says about it. */
export interface LineStart {
  readonly time?: string;
  /** What lines of one session have in common: its id, or the number of its process. */
  readonly session?: string;
  readonly user?: string;
  readonly database?: string;
  readonly host?: string;
  /** `LOG`, `FATAL`, `DETAIL`. */
  readonly severity: string;
  readonly message: string;
}

const seconds = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
const zone = "(?:[A-Za-z]{1,10}|[+-]\\d\\d(?::?\\d\\d)*)";
const host = "\\[local\\]|[\\w.:%-]*";

/** What each escape of log_line_prefix becomes (manual, "log_line_prefix"): a group with a name is read. */
const escapes: Readonly<Record<string, string>> = {
  a: ".*?",
  u: "(?<user>.*?)",
  d: "(?<database>.*?)",
  r: `(?:(?<host>${host})(?:\\(\\d+\\))?)`,
  h: `(?<host>${host})`,
  L: "(?:\\[local\\]|\\[none\\]|[\\w.:%-]*)",
  b: ".*?",
  p: "(?<pid>\\d+)",
  P: "\\d*",
  t: `(?<time>${seconds} ${zone})`,
  m: `(?<time>${seconds}\\.\\d{3} ${zone})`,
  n: "(?<epoch>\\d+\\.\\d+)",
  i: "[\\w ]*?",
  e: "[\\dA-Z]{5}",
  c: "(?<session>[\\da-f]+\\.[\\da-f]+)",
  l: "\\d+",
  s: `${seconds} ${zone}`,
  v: "[\\d/]*",
  x: "\\d+",
  Q: "-?\\d+",
};

const anySeverity = /\b(LOG|FATAL|DETAIL): {2}/;

/** The reader of lines that begin as a `log_line_prefix` says. Lines that begin otherwise are read as far as their form is usual. */
export function lineStarts(prefix: string): (line: string) => LineStart | undefined {
  const expression = new RegExp(`^${expressionOf(prefix)}(?<severity>LOG|FATAL|DETAIL): {2}(?<message>.*)$`);
  return (line) => {
    if (line.startsWith("\t")) return undefined; // goes on with a message
    const groups = expression.exec(line)?.groups;
    if (!groups) return usualStart(line);
    const { time, epoch, session, pid, user, database, severity = "", message = "" } = groups;
    const when = time ?? (epoch && new Date(Number(epoch) * 1000).toISOString());
    return {
      severity,
      message,
      ...(when && { time: when }),
      ...((session ?? pid) && { session: session ?? pid }),
      ...(isKnown(user) && { user }),
      ...(database !== undefined && { database: isKnown(database) ? database : "" }),
      ...(isKnown(groups.host) && { host: groups.host }),
    };
  };
}

/** The server writes `[unknown]` before a client has named its role. */
function isKnown(name: string | undefined): name is string {
  return name !== undefined && name !== "" && name !== "[unknown]";
}

function expressionOf(prefix: string): string {
  let expression = "";
  let isOptional = false;
  const read = new Set<string>();
  for (let at = 0; at < prefix.length; at++) {
    const [whole, padding, letter = ""] = /^%(-?\d+)?(.)/.exec(prefix.slice(at)) ?? [];
    if (whole === undefined) {
      expression += (prefix[at] ?? "").replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
      continue;
    }
    at += whole.length - 1;
    if (letter === "%") expression += "%";
    if (letter === "q" && !isOptional) {
      expression += "(?:";
      isOptional = true;
    }
    // A group of a name is there once.
    const part = (escapes[letter] ?? "").replace(/\(\?<(\w+)>/g, (group, name: string) => {
      if (read.has(name)) return "(?:";
      read.add(name);
      return group;
    });
    expression += padding ? ` *${part} *` : part;
  }
  return isOptional ? `${expression})?` : expression;
}

function usualStart(line: string): LineStart | undefined {
  const found = anySeverity.exec(line);
  if (!found) return undefined;
  const head = line.slice(0, found.index);
  const time = new RegExp(`${seconds}(?:\\.\\d+)? ${zone}`).exec(head)?.[0];
  const session = /\b[\da-f]{8}\.[\da-f]+\b/.exec(head)?.[0] ?? /\[(\d+)[\]-]/.exec(head)?.[1];
  return {
    severity: found[1] ?? "",
    message: line.slice(found.index + found[0].length),
    ...(time !== undefined && { time }),
    ...(session !== undefined && { session }),
  };
}
