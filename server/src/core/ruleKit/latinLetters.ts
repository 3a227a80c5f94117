/** Letters of Cyrillic and Greek, each before the Latin one that it looks like. */
const pairs =
  "аaеeоoрpсcуyхxкkмmтtвbнhіiѕsјjһhԁdԛqԝwӏlαaοoνvιiρpτtκkА AВBЕEКKМMНHОOРPСCТTХXІIЅSΑAΒBΕEΟOΡPΤT".replaceAll(
    " ",
    "",
  );

const latin: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, at) => [pairs.charAt(2 * at), pairs.charAt(2 * at + 1)]),
);

const foreign = /[\u0370-\u052f]/;

/** A word with the Latin letters that those of another alphabet in it look like; `undefined` where it has none or others as well. */
export function latinWord(word: string): string | undefined {
  if (!foreign.test(word)) return undefined;
  const text = Array.from(word, (letter) => latin.get(letter) ?? letter).join("");
  return foreign.test(text) ? undefined : text;
}
