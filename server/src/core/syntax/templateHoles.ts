import type { Language } from "../model/language.ts";

/** What decides how a text may be filled in. */
export interface TemplateText {
  readonly language: Language;
  /** The name says that it is a template: `pg_hba.conf.tpl`. */
  readonly isNamed: boolean;
  /** Other lines show that it is one. */
  readonly hasOthers?: boolean;
}

/**
 * Whether something is filled into a line by programs that replace words, such as envsubst, m4, sed, Python and Windows's shell:
 * `${NET}`, `@NET@`, `%NET%`, `%(net)s`, `__NET__`; in a file named as a template `$NET`, `<net>`, `{net}` and `NET_NAME` as well.
 */
export function hasHole(line: string, { language, isNamed, hasOthers = false }: TemplateText): boolean {
  // In a file that nothing else shows to be a template the server reads such a word as it is written.
  if (!isNamed && !hasOthers) return false;
  if (/^\s*#/.test(line) || !mayHaveHole.test(line)) return false;
  const isConf = language === "postgresql-conf";
  // These are for a shell, which has variables of its own.
  if (isConf && /^\s*\w{1,60}_command\b/.test(line)) return false;
  return holes.test(line) || (isNamed && (namedHoles.test(line) || (isConf && namedValue.test(line))));
}

const mayHaveHole = /[$@%{<]|_[A-Z_]/;

const holes =
  /\$\{[A-Za-z_][^}\n]{0,200}\}|\$\([A-Za-z_][^)\n]{0,200}\)|(?<![\w.])@@?[A-Za-z][\w-]{0,100}@|%[A-Z][A-Z0-9_]{1,100}%|%\([A-Za-z_]\w{0,100}\)[-+ #]?[\d.]{0,9}[sdifr]|__[A-Z][A-Z0-9_]{0,100}__/;

const namedHoles =
  /\$(?!user\b|libdir\b|username\b)[A-Za-z_]|<[A-Za-z_][\w -]{0,100}>|(?<![\\{])\{[A-Za-z_][\w.]{0,100}\}/;

/** `port = PG_PORT`, `port = %d`. */
const namedValue =
  /^\s*[\w.]{1,100}(?:\s+|\s*=\s*)'?(?:[A-Z][A-Z0-9]*_[A-Z0-9_]*|%[sdv])[a-zA-Z]{0,3}'?\s*(?:#|$)/;
