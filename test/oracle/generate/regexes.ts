import type { Random } from "./random.ts";

/** A regular expression in PostgreSQL's dialect, valid or not, as a word of pg_hba.conf or pg_ident.conf has it. */
export function generateRegex(random: Random): string {
  const text = random.several(1, 5, () => generatePiece(random)).join("");
  return random.chance(0.2) ? random.pick(frames).replace("~", () => text) : text;
}

function generatePiece(random: Random): string {
  const plain = random.chance(0.8);
  const atom = random.chance(0.15) ? `(${generateRegex(random)})` : random.pick(plain ? atoms : oddAtoms);
  const isConstraint = /^(\(\?|\\[yYmM])/.test(atom); // which takes no quantifier
  if (!random.chance(isConstraint ? 0.05 : 0.3)) return atom;
  const quantifier = random.pick(random.chance(0.85) ? quantifiers : oddQuantifiers);
  return atom + (quantifier === "{255}" ? mostCopies(atom) : quantifier);
}

/**
 * Keeps away from patterns that are too large for the server. The engine estimates where that is: test/core/syntax/regexProblem.test.ts
 * compares it with servers that load their files. The views, which the oracle uses, grant 15 and 16 a larger stack. And
 * what many copies of a condition cost the server (`(\y){50}` is too much for 13, `(\y){100}` for all) follows no rule
 * that is known: the engine says nothing of it.
 */
function mostCopies(atom: string): string {
  if (/\(\?[=!<]|\\[yYmMAZ]/.test(atom)) return "{2}";
  return atom.startsWith("(") ? "{25}" : "{255}";
}

const frames = "^~$ (?i)~ ***:~ ***=~ (?q)~ (?x)~ (~ ~) (~)\\1 (?:~) ~|b (?n)~ (?e)~ (?b)~ ~\\".split(" ");

const quantifiers = "* + ? *? +? ?? {2} {1,3} {1,} {0} {2}? {1,2}? {255}".split(" ");
const oddQuantifiers = "{,3} {2,1} {256} {1,300} {} {a} {1 ** ++ {2}{3} *+".split(" ");

const atoms = [
  ..."a b abc . [a-z] [^a] [[:alpha:]] [[:digit:]_] []] [^]] [a-] [-a] [[.-.]] [[=a=]] [\\d] [\\n] \\d \\W \\s".split(
    " ",
  ),
  ..."\\y \\Y \\m \\M \\e \\07 \\x41 \\u0041 \\cA \\n \\. \\\\ \\[ \\( \\{ () (|a) (?:) (?=a) (?!a) (?<=a) (?<!a) (?#x) @ - _ é".split(
    " ",
  ),
];

const oddAtoms = [
  ..."^ $ ^* $+ [[:foo:]] [b-a] [] [a [[.x] [\\w-z] [a-\\d] [[:<:]] [[:>:]] [a[:>:]] [é] [é-z] [[.hyphen.]] [[.foo.]] [[=foo=]] [[:alpha:]-z]".split(
    " ",
  ),
  ..."\\A \\Z \\b \\B \\Q \\E \\z \\p{L} \\8 \\1 \\0 \\10 \\x \\u41 \\U00000041 \\c (?<n>a) (?P<n>a) (?>a) (?#x (?z) (?i)".split(
    " ",
  ),
  ..."( ) | || { } {1} * + ? \\ / (*) (?) (+)".split(" "),
];
