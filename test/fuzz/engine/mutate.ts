import type { Random } from "./random.ts";

/** What a target is given: a few texts, in the order that the target says. Bytes are characters from 0 to 255. */
export type Input = readonly string[];

/** What mutations draw from. */
export interface Material {
  readonly words: readonly string[];
  /** Inputs to take pieces from. */
  readonly others: readonly Input[];
  /** The longest input, all of its texts together. */
  readonly maxSize: number;
  /** Characters are bytes. */
  readonly isBinary: boolean;
}

/** An input that differs from another in one to about eight places. */
export function mutate(input: Input, random: Random, material: Material): Input {
  const parts = [...input];
  do change(parts, random, material);
  while (random.below(3) > 0);
  let left = material.maxSize;
  return parts.map((text) => {
    const kept = text.slice(0, left);
    left -= kept.length;
    return kept;
  });
}

function change(parts: string[], random: Random, material: Material): void {
  const kind = random.below(16);
  if (kind === 0) parts.splice(random.below(parts.length + 1), 0, random.from(random.from(material.others)));
  else if (kind === 1 && parts.length > 1) parts.splice(random.below(parts.length), 1);
  else {
    const index = random.below(parts.length);
    parts[index] = changeText(parts[index] ?? "", random, material);
  }
}

function changeText(text: string, random: Random, { words, others, isBinary }: Material): string {
  const at = random.below(text.length + 1);
  const length = random.below(4) > 0 ? random.below(6) : random.below(text.length - at + 1);
  const head = text.slice(0, at);
  const piece = text.slice(at, at + length);
  const tail = text.slice(at + length);
  const character = () => (isBinary ? String.fromCharCode(random.below(256)) : random.from(characters));
  switch (random.below(10)) {
    case 0:
      return head + tail;
    case 1:
      return head + piece.repeat(2 + random.below(3)) + tail;
    case 2:
      return head + piece + random.from(words) + tail;
    case 3:
      return head + random.from(words) + tail;
    case 4:
      return head + piece + character() + tail;
    case 5:
      return head + character() + text.slice(at + 1);
    case 6:
      return isBinary
        ? head + flipBit(text.charCodeAt(at), random) + text.slice(at + 1)
        : swapWords(text, random);
    case 7: {
      const other = random.from(random.from(others));
      const from = random.below(other.length + 1);
      return head + other.slice(from, from + random.below(40)) + tail;
    }
    case 8:
      return head + piece + head.slice(random.below(at), at) + tail;
    default:
      return isBinary ? head + character() + tail : changeNumber(text, random);
  }
}

const flipBit = (code: number, random: Random) => String.fromCharCode((code || 0) ^ (1 << random.below(8)));

/** Exchanges two words. */
function swapWords(text: string, random: Random): string {
  const words = text.split(/([ \t\n,=]+)/);
  const [one, other] = [random.below(words.length), random.below(words.length)];
  [words[one], words[other]] = [words[other] ?? "", words[one] ?? ""];
  return words.join("");
}

/** Exchanges one of the numbers of a text for one at a limit. */
function changeNumber(text: string, random: Random): string {
  const { index = text.length, 0: number } = random.from([
    ...text.matchAll(/\d+/g),
    { index: text.length, 0: "" },
  ]);
  return text.slice(0, index) + random.from(numbers) + text.slice(index + number.length);
}

const numbers = [
  "0",
  "1",
  "-1",
  "32",
  "33",
  "127",
  "128",
  "255",
  "256",
  "1e9",
  "2147483648",
  "9".repeat(20),
  "١",
];

const characters = [
  ..."\n\n\r\t   \"'#\\,=/@+*.:;()[]{}|^$?-_~0129azAZ\0\u00a0\u2028\ufeff\ud800é€😀İß".split(""),
];
