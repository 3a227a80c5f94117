import * as fc from "fast-check";

/**
 * Patterns in PostgreSQL's regular expression syntax, about half of which a server refuses: some follow the grammar,
 * some are that with a few random edits, some are signs in any order. They hold no NUL, and compile quickly.
 */
export const regexPattern: fc.Arbitrary<string> = fc
  .tuple(
    startOfPattern(),
    fc.oneof({ weight: 5, arbitrary: wellFormed() }, { weight: 1, arbitrary: signs(12) }),
    edits(),
  )
  .map(([start, body, changes]) => start + changes.reduce(applyEdit, body));

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

function edits(): fc.Arbitrary<Edit[]> {
  const edit = fc.record({ at: fc.nat(30), drop: fc.nat(2), insert: fc.oneof(signs(1), fc.constant("")) });
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant<Edit[]>([]) },
    { weight: 1, arbitrary: fc.array(edit, { minLength: 1, maxLength: 2 }) },
  );
}

function applyEdit(text: string, { at, drop, insert }: Edit): string {
  const characters = [...text];
  characters.splice(at % (characters.length + 1), drop, insert);
  return join(characters);
}

function startOfPattern(): fc.Arbitrary<string> {
  const options = fc
    .array(oneOf("b c e i m n p q s t w x"), { minLength: 1, maxLength: 3 })
    .map((letters) => `(?${join(letters)})`);
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant("") },
    { weight: 5, arbitrary: options },
    { weight: 1, arbitrary: inOrder(oneOf("***: ***= ***: *** ***?"), fc.oneof(fc.constant(""), options)) },
    { weight: 1, arbitrary: oneOf("(?) (?z) (?i (?I) (?i-s) (?b)* (?b)^* (?b)\\{1\\} (?e)) ***a") },
  );
}

function wellFormed(): fc.Arbitrary<string> {
  const opening = oneOf("( ( ( ( (?: (?: (?= (?! (?<= (?<!");
  return fc.letrec<{ pattern: string; atom: string; piece: string }>((tie) => ({
    pattern: fc
      .array(fc.array(tie("piece"), { maxLength: 4 }).map(join), { minLength: 1, maxLength: 2 })
      .map((branches) => branches.join("|")),
    piece: fc.oneof(
      { maxDepth: 4 },
      { weight: 8, arbitrary: tie("atom") },
      { weight: 4, arbitrary: inOrder(tie("atom"), quantifier()) },
      { weight: 1, arbitrary: constraint() },
    ),
    atom: fc.oneof(
      { maxDepth: 4 },
      { weight: 4, arbitrary: character() },
      { weight: 1, arbitrary: escapeSequence() },
      { weight: 2, arbitrary: brackets() },
      { weight: 3, arbitrary: inOrder(opening, tie("pattern"), fc.constant(")")) },
      { weight: 1, arbitrary: inOrder(fc.constant("\\("), tie("pattern"), fc.constant("\\)")) },
    ),
  })).pattern;
}

function character(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: oneOf("a b c x A 0 1 _ - . ] } { , # é € @ 😀 / \\. \\-") },
    { weight: 1, arbitrary: fc.constant(" ") },
  );
}

function quantifier(): fc.Arbitrary<string> {
  const count = oneOf("0 1 2 3 02 007 0000000002 256 2555 4294967297");
  const bound = inOrder(fc.constant("{"), count, oneOf(", ,3 ,256"), fc.constant("}"));
  return fc.oneof(
    { weight: 6, arbitrary: oneOf("* + ? *? +? ?? {0} {1} {2}? {0,0} {2,} {1,3}") },
    { weight: 2, arbitrary: oneOf("{,3} {\t1\t} \\{2\\} \\{,2\\} \\{\\} {1,3") },
    { weight: 1, arbitrary: bound },
  );
}

function constraint(): fc.Arbitrary<string> {
  return fc.oneof(
    oneOf("^ $ \\A \\Z \\m \\M \\y \\Y [[:<:]] [[:>:]] \\< \\> (?#a) \t"),
    fc.constantFrom("(?#", "# comment\n"),
  );
}

function escapeSequence(): fc.Arbitrary<string> {
  const usual =
    "\\d \\D \\w \\W \\s \\S \\a \\e \\cA \\1 \\1 \\2 \\10 \\11 \\8 \\x41 \\u0041 \\U00000041 \\012 \\4294967297";
  const letter = fc.integer({ min: 0x21, max: 0x7e }).map((code) => `\\${String.fromCharCode(code)}`);
  const digits = fc.string({ unit: oneOf("0 1 2 3 4 5 6 7 8 9 a b c d e f A"), maxLength: 9 });
  return fc.oneof(
    { weight: 4, arbitrary: oneOf(usual) },
    { weight: 1, arbitrary: letter },
    { weight: 1, arbitrary: inOrder(oneOf("\\ \\x \\u \\U \\0 \\1 \\00"), digits) },
  );
}

function brackets(): fc.Arbitrary<string> {
  const names = "alpha digit word foo hyphen a é NUL DEL - ] Alpha space tilde x hyphen-minus . newline";
  const named = inOrder(oneOf("[: [= [."), oneOf(names), oneOf(":] =] .]"));
  const known = oneOf(
    "[:alpha:] [:upper:] [:punct:] [:xdigit:] [:word:] [=a=] [.a.] [.-.] [.hyphen.] [.tilde.] [.NUL.]",
  );
  const usual = oneOf(
    "a-c A-Z 0-9 !-- \\x00-\\x7f a-é é-z é-é €-€ é-\\u00ff \\u00e9-é +-- --/ \\w-z \\w-A \\d-z",
  );
  const end = fc.oneof(character(), character(), escapeSequence(), known);
  const member = fc.oneof(
    { weight: 6, arbitrary: oneOf("a b c x A 0 1 _ . é € 😀 ^ \\d \\D \\w \\W \\n \\] [ [a") },
    { weight: 2, arbitrary: known },
    { weight: 2, arbitrary: usual },
    {
      weight: 1,
      arbitrary: fc.oneof(inOrder(end, fc.constant("-"), end), named, escapeSequence(), oneOf("- ^ [ \\")),
    },
  );
  const opening = oneOf("[ [ [ [^ [] [^] [-");
  const closing = fc.oneof(
    { weight: 20, arbitrary: oneOf("] ] ] -]") },
    { weight: 1, arbitrary: fc.constant("") },
  );
  return inOrder(opening, fc.array(member, { minLength: 1, maxLength: 4 }).map(join), closing);
}

function signs(maxLength: number): fc.Arbitrary<string> {
  const sign = fc.oneof(
    fc.constantFrom(..."()[]{}|*+?^$.\\,-:=!<#abx019 \n\té_"),
    oneOf("(? (?: (?= (?< (?<! (?# [[: :] [= [. .] [^ \\( \\) \\{ \\} {1 {2, [[:<:]] (?P< (?i)"),
    escapeSequence(),
    brackets(),
    quantifier(),
  );
  return fc.array(sign, { minLength: 1, maxLength }).map(join);
}

/** One of the words. */
function oneOf(words: string): fc.Arbitrary<string> {
  return fc.constantFrom(...words.split(" "));
}

function inOrder(...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map(join);
}

function join(parts: readonly string[]): string {
  return parts.join("");
}
