import type { Random } from "./random.ts";

/** A word of pg_hba.conf or pg_ident.conf, sometimes put into quotation marks in one of the possible ways. */
export function spell(random: Random, word: string): string {
  const mustQuote = word === "" || /[\s,#]/.test(word);
  if (!mustQuote && !random.chance(0.15)) return word;
  const doubled = word.replaceAll('"', '""');
  const cut = random.integer(0, doubled.length);
  if (mustQuote || doubled !== word || random.chance(0.6)) return `"${doubled}"`;
  return random.chance(0.5) ? `${doubled.slice(0, cut)}"${doubled.slice(cut)}"` : `""${doubled}`;
}

/** Joins columns as people do, and as only the server's tokenizer would take it. */
export function joinColumns(random: Random, columns: readonly string[]): string {
  const odd = random.chance(0.1);
  const blank = () =>
    odd ? random.pick([" ", "\t", "   ", " \t", " ,", ", "]) : random.pick([" ", "\t", "    "]);
  const start = random.chance(0.05) ? random.pick([" ", "\t", ",", " , "]) : "";
  const end = random.chance(0.1)
    ? random.pick([" ", " # a comment", "#comment", "\t", ",", "\r", ' # "x'] as const)
    : "";
  return start + columns.reduce((line, column) => (line ? line + blank() + column : column), "") + end;
}

/** Breaks a line in one of many ways, most of which a server refuses. */
export function damage(random: Random, line: string): string {
  const at = random.integer(0, line.length);
  const words = line.split(/(?<=\s)(?=\S)/);
  const place = random.integer(0, words.length - 1);
  const word = words[place] ?? "";
  const replace = (by: string) => words.with(place, by).join("");
  switch (random.integer(0, 9)) {
    case 0:
      return replace("");
    case 1:
      return replace(word + word);
    case 2:
      return line.slice(0, at) + random.pick(oddities) + line.slice(at);
    case 3:
      return line.slice(0, at) + line.slice(at + random.integer(1, 3));
    case 4:
      return line.slice(0, at);
    case 5:
      return replace(random.chance(0.5) ? word.toUpperCase() : `${word.trimEnd()}x `);
    case 6:
      return replace(`${random.pick(oddWords)} `);
    case 7:
      return `${line} ${random.pick(oddWords)}`;
    case 8:
      return [...words.slice(0, place), ...words.slice(place).reverse()].join(" ");
    default:
      return replace(`${word.trimEnd()},${random.pick(oddWords)} `);
  }
}

const oddities = [
  ..."\" ' , # \\ = / @ + * ; : ! é \t".split(" "),
  "\u00a0",
  "\ufeff",
  "\v",
  "\f",
  "\r",
  " ",
  '""',
  "\u0001",
];

const oddWords = [
  ...'all x = a=b map=x clientcert=1 +x /x /( @missing @words @empty "" "a b" 10 0/0 ::/0 trust reject md5 host local'.split(
    " ",
  ),
  ..."scram-sha-256 255.255.255.0 samenet replication é include".split(" "),
];

/** Files beside the checked one. `words` and `empty` are meant for `@`, the others for includes from 16 on. */
export const wordFiles: Readonly<Record<string, string>> = {
  words: 'alice, bob\n# a comment\n"carol x"\n',
  one: "all\n",
  empty: "# nothing\n",
  nested: "@one\n",
  "below/relative": "@nothing_here\n",
};
