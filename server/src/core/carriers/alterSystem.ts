import type { ArgumentSetting } from "./containers/serverArguments.ts";
import { offsetsFrom } from "./containers/serverArguments.ts";
import type { ScalarText } from "./yaml/scalarMap.ts";

/** By what a text shows that it is for Oracle, which has a statement of that name as well. */
const oracle = /\bsqlplus\b|\bscope[ \t]{0,9}=[ \t]{0,9}(?:both|memory|spfile)\b/i;

/**
 * The settings of `ALTER SYSTEM SET` in a text of SQL or of a shell that passes SQL on (manual, "ALTER SYSTEM"), as far as their values
 * are literal.
 */
export function alterSystemSettings(source: string): readonly ArgumentSetting[] {
  if (oracle.test(source)) return [];
  const statement =
    /ALTER(?<=^(?![ \t]*(?:--|#))(?:[^\n]{0,300}[\s;"'])?ALTER)\s{1,40}SYSTEM\s{1,40}SET\s{1,40}("?)([a-z_][\w.]{0,100})\1[ \t]*(?:=|[ \t]TO[ \t])[ \t]*(?:'((?:[^'\n]|''){0,1000})'|([\w.+-]{1,100}))[ \t]*(?=[;"'\r\n]|\\["']|$)/gim;
  return [...source.matchAll(statement)].flatMap(
    ({ 0: all, 2: name = "", 3: quoted, 4: bare = "", index }) => {
      const value = quoted ?? bare;
      // Quotation marks of the shell's end and begin a text around one of SQL's.
      if (/[$`\\"]|''/.test(value) || /^default$/i.test(bare)) return [];
      const end = index + all.trimEnd().length - (quoted === undefined ? 0 : 1);
      const start = index + all.lastIndexOf(name, all.lastIndexOf(value, end - index) - 1);
      return [
        {
          name: partAt(source, start, start + name.length),
          value: partAt(source, end - value.length, end),
        },
      ];
    },
  );
}

function partAt(source: string, from: number, to: number) {
  const scalar: ScalarText = { value: source.slice(from, to), style: "raw", from, to };
  return { scalar, text: scalar.value, offsets: offsetsFrom(0, scalar.value.length) };
}
