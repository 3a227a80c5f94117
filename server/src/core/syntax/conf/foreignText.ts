import { findSetting } from "../../data/settings.ts";
import type { Language } from "../../model/language.ts";
import { serverVersions } from "../../model/serverVersion.ts";

/**
 * How other programs' files begin: a section, a block, a path, XML, a key of YAML, a line of tmpfiles.d, sysusers.d, limits.d, sysctl.d,
 * pam.d, monit, collectd, rsyslog, Zabbix or Nagios.
 */
const foreignStart = new RegExp(
  [
    /^\[[^\]=']+\]\s*$/,
    /^[^#='"]*\{\s*$/,
    /^[a-zA-Z][!+=~^-]*\s+\//,
    /^\/\S*\s*$/,
    /^[ugmr]!?\s+[\w-]+\s+(?:\d|-|[\w-]+\s*$)/,
    /^<(?!%)[!?A-Za-z]/,
    /^[\w-]{1,60}:\s*$/,
    /^[@*]?[\w-]{1,60}\s+(?:soft|hard|-)\s+[a-z]+\s/,
    /^(?:kernel|vm|fs|net)\.[\w.]+\s*=/,
    /^-?(?:auth|account|password|session)\s+(?:required|requisite|sufficient|include|optional|substack)\s/,
    /^(?:check\s+(?:process|host|file|program)|LoadPlugin|UserParameter|Defaults\b|define\s+\w+|abi\s+<|include\s+<(?:abstractions|tunables)|profile\s+\S+)/,
    /^(?:\$(?:ModLoad|template|Input\w+|include\w+)\b|if\s+\$|:\w+,|(?:module|input|template|ruleset|action)\s*\()/i,
    /^(?:local\d|daemon|user|\*)\.\S+\s+-?[/@|:&]/,
    /^command\[/,
    /^(?:--\s|(?:ALTER|alter)\s+(?:SYSTEM|system)\s)/,
  ]
    .map(({ source }) => source)
    .join("|"),
);

/**
 * Whether a text is another program's that carries the name of postgresql.conf, by how it begins, or one for people to read. One with
 * settings of PostgreSQL's is ours, whatever is above them: the server refuses it.
 */
export function isForeignText(text: string, language: Language): boolean {
  if (language !== "postgresql-conf") return false;
  const lines = text
    .slice(0, 4000)
    .split("\n", 200)
    .filter((line) => !/^\s*([#;]|$|\{[{%#]|<%)/.test(line))
    .map((line) => line.trim().slice(0, 300));
  const [first] = lines;
  return first !== undefined && ((foreignStart.test(first) && !setsOurs(lines)) || isProse(lines));
}

/** Whether half of the assignments or more are of PostgreSQL's settings. */
function setsOurs(lines: readonly string[]): boolean {
  const names = lines.flatMap((line) => /^(\w+)\s*=/.exec(line)?.[1] ?? []);
  const ours = names.filter((name) => serverVersions.some((version) => findSetting(name, version)));
  return ours.length > 0 && ours.length * 2 >= names.length;
}

/** Lines of words that make a text one for people, if there are fewer settings. */
const leastProse = 3;

function isProse(lines: readonly string[]): boolean {
  const settings = lines.filter((line) => /^[\w.]+(?:\s*=|\s+'|\s+\S+\s*(?:#|$))/.test(line));
  const prose = lines.filter((line) => !settings.includes(line) && wordsInLine.test(line));
  return prose.length >= leastProse && prose.length > settings.length;
}

/** Four words or more, with what lists and quotations begin with. */
const wordsInLine =
  /^(?:[-*>+]\s+|\d{1,3}[.)]\s+)?["'`(]?[A-Za-z][\w'/.-]*[,:;"'`)]{0,3}(?:\s+[^\s=#]+){3,}$/;
