import { findSetting } from "../data/settings.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { latinWord } from "./latinLetters.ts";
import { plainCharacters } from "./plainText.ts";
import { shown } from "./words.ts";

/** A line that is no record because it is written as another program or format has it. */
export interface ForeignLine {
  readonly span: Span;
  readonly message: string;
  /** What to write in place of the line, from its first word to its last; absent where only people know. */
  readonly fix?: { readonly title: string; readonly text: string };
}

/** Whether a text is a record as it is. */
type IsWhole = (text: string) => boolean;

/** How one kind of foreign line is recognised; spans count from the first word. */
type Form = (text: string, isWhole: IsWhole) => ForeignLine | undefined;

/**
 * What is foreign about a line that is not a record, from its first word to its last. A form with a record inside is found where that
 * record is whole, or becomes whole without another form.
 */
export function foreignLine(text: string, isWhole: IsWhole): ForeignLine | undefined {
  if (text.length > maxLength) return undefined;
  for (const form of forms) {
    const found = form(text, isWhole);
    if (found) return found;
    if (!outerForms.has(form)) continue;
    const outer = form(text, (inner) => innerText(inner, isWhole) !== undefined);
    const whole = outer?.fix && innerText(outer.fix.text, isWhole);
    if (outer?.fix && whole !== undefined) return { ...outer, fix: { ...outer.fix, text: whole } };
  }
  return undefined;
}

/** Lines of other formats that are records inside are hardly longer. */
const maxLength = 500;

function innerText(text: string, isWhole: IsWhole): string | undefined {
  for (const form of forms) {
    const inner = form(text, isWhole)?.fix?.text;
    if (inner !== undefined && isWhole(inner)) return inner;
  }
  return undefined;
}

/** What other languages begin comments with. */
const commentSign = /^(?:\/\/+|\/\*+|\*+\/|<!--+|--+|;+|＃+|(?:rem|REM|dnl)(?=[ \t]|$)|[!%'*](?=[ \t]))/;
const otherEnd = /[ \t]{0,20}(?:\*{1,20}\/|-{2,20}>)$/;

const comment: Form = (text, isWhole) => {
  const sign = commentSign.exec(text)?.[0];
  if (sign === undefined || (sign === "*" && isWhole(text.slice(1).trim()))) return undefined;
  const rest = text.slice(sign.length).trim().replace(otherEnd, "");
  return {
    span: { start: 0, end: sign.length },
    message: `A comment starts with #, and not with ${shown(sign.slice(0, 8))}; write #.`,
    fix: { title: "Make it a comment", text: `# ${rest}`.trim() },
  };
};

const leftover: Form = (text) => {
  const asComment = { title: "Make it a comment", text: `# ${text}` };
  const line = { start: 0, end: text.length };
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(text))
    return {
      span: line,
      message: "A merge conflict has left this line; keep one side, and remove its marks.",
    };
  if (/^[=*~_#+-]{3,}$/.test(text) || /^\[[^\]]+\]$/.test(text) || /^([=*])\1{2,}[ \t]/.test(text))
    return { span: line, message: "A heading is a comment here; write # before it.", fix: asComment };
  if (/^(?:EOF|EOT|EOL|_EOF_)$/.test(text) || /^cat\b.*<</.test(text))
    return { span: line, message: "This line belongs to a shell script; remove it.", fix: asComment };
  if (sql.test(text))
    return {
      span: line,
      message: "This is an SQL command; run it in psql, and remove it here.",
      fix: asComment,
    };
  const [, name = ""] = /^([a-z_.]+)[ \t]*=/.exec(text) ?? [];
  return findSetting(name, newestServerVersion)
    ? { span: line, message: `${name} is a setting; write it in postgresql.conf.`, fix: asComment }
    : undefined;
};

const sql =
  /^(?:(?:create|alter|drop)\s+(?:role|user|database|system|schema|extension|group|table)\b|(?:grant|revoke|select|insert|update|delete|set|reload|do)\b.*;$|\\[a-z]+\b)/i;

const mark: Form = (text, isWhole) => {
  const [whole = "", sign = ""] = /^(-[neE]+|[-*+•–—>$|&]+|\(?\d+[.:)]?)[ \t]+/.exec(text) ?? [];
  const rest = text.slice(whole.length);
  if (sign === "" || !isWhole(rest)) return undefined;
  const what = /^-[neE]/.test(sign)
    ? `${sign} is an option of echo`
    : `${shown(sign)} is not a part of a record`;
  return {
    span: { start: 0, end: sign.length },
    message: `${what}; remove it.`,
    fix: { title: `Remove ${sign}`, text: rest },
  };
};

const command: Form = (text, isWhole) => {
  const [whole = ""] = /^(?:sudo[ \t]+)?(?:echo|printf)[ \t]+/.exec(text) ?? [];
  const rest = text
    .slice(whole.length)
    .replace(/[ \t]{0,20}(?:>>?|\|)[^"'>|]{0,255}$/, "")
    .replace(/\\n(?=["']?$)/, "");
  if (whole === "" || !isWhole(rest)) return undefined;
  return {
    span: { start: 0, end: text.length },
    message: "This is a shell command; write the record alone.",
    fix: { title: "Leave the record alone", text: rest },
  };
};

const quotes: Form = (text, isWhole) => {
  const inner = /^(["'`“”„‘’])(.*)["'`´“”‘’][,;]?$/.exec(text)?.[2]?.trim() ?? "";
  if (inner === "" || !isWhole(inner)) return undefined;
  return {
    span: { start: 0, end: text.length },
    message: "Quotes around the whole record make it wrong; remove them.",
    fix: { title: "Remove the quotes", text: inner },
  };
};

const singleQuotes: Form = (text, isWhole) => {
  const [quoted] = /(?<=[ \t])['‘’][^'‘’"]*[ \t][^'‘’"]*['‘’](?=[ \t]|$)/.exec(text) ?? [];
  const meant = text.replace(/(?<=[ \t])['‘’]([^'‘’"]*)['‘’](?=[ \t]|$)/g, '"$1"');
  if (quoted === undefined || !isWhole(meant)) return undefined;
  const start = text.indexOf(quoted);
  return {
    span: { start, end: start + quoted.length },
    message: "Single quotes do not join words; write double quotes.",
    fix: { title: "Change to double quotes", text: meant },
  };
};

const separators: Form = (text, isWhole) => {
  const outside = text.replace(/"[^"]*"/g, "");
  const sign = ["|", ";", ","].find((one) => outside.split(one).length > 2);
  if (sign === undefined) return undefined;
  const meant = outsideQuotes(text, (part) =>
    part
      .split(sign)
      .map((word) => word.trim())
      .join(" "),
  ).trim();
  if (!isWhole(meant)) return undefined;
  return {
    span: { start: 0, end: text.length },
    message: `Blanks separate the columns, and not ${sign === "," ? "commas" : shown(sign)}; write blanks.`,
    fix: { title: "Separate the columns by blanks", text: meant },
  };
};

/** A comma between two columns, of which it makes one. */
const strayComma: Form = (text, isWhole) => {
  const commas = [...text.matchAll(/,[ \t]*/g)];
  const places = commas.length > maxCommas ? [] : commas.filter(({ index }) => !isQuoted(text, index));
  const ways = places.flatMap(({ 0: comma, index }) => {
    const meant = `${text.slice(0, index)} ${text.slice(index + comma.length)}`;
    return isWhole(meant) ? [{ index, meant }] : [];
  });
  const [first, ...others] = ways;
  if (!first) return undefined;
  return {
    span: { start: first.index, end: first.index + 1 },
    message:
      others.length > 0
        ? "A comma joins words to one column, so that one is missing; write a blank between columns."
        : "The comma makes one column of two; remove it.",
    ...(others.length === 0 && { fix: { title: "Remove the comma", text: first.meant } }),
  };
};

/** Commas beyond which nobody can say which was meant. */
const maxCommas = 8;

function isQuoted(text: string, index: number): boolean {
  return text.slice(0, index).split('"').length % 2 === 0;
}

const splitNetwork: Form = (text, isWhole) => {
  const [split = "", address, bits] =
    /(?<=[ \t])([\da-f.:]+)[ \t]*\/[ \t]*(\d{1,3})(?=[ \t])/i.exec(text) ?? [];
  if (!/[ \t]/.test(split)) return undefined;
  const network = `${address}/${bits}`;
  const meant = text.replace(split, network);
  if (!isWhole(meant)) return undefined;
  const start = text.indexOf(split);
  return {
    span: { start, end: start + split.length },
    message: `Blanks split the network; write ${network}.`,
    fix: { title: `Change to ${network}`, text: meant },
  };
};

const arrow: Form = (text, isWhole) => {
  const [whole = "", sign = ""] =
    /[ \t]{0,20}(=>|->|→|⇒|(?<=[ \t])[=:>](?=[ \t]))[ \t]{0,20}/.exec(text) ?? [];
  const meant = text.replace(whole, " ");
  if (sign === "" || !isWhole(meant)) return undefined;
  const start = text.indexOf(sign);
  return {
    span: { start, end: start + sign.length },
    message: `Only blanks separate the columns; remove ${shown(sign)}.`,
    fix: { title: `Remove ${sign}`, text: meant },
  };
};

const disguise: Form = (text, isWhole) => {
  const meant = outsideQuotes(text, (part) =>
    plainCharacters(part).replace(/[^ \t,=]+/g, (word) => latinWord(word) ?? word),
  ).trim();
  const others = Array.from(text).filter(
    (character) => plainCharacters(character) !== character || latinWord(character) !== undefined,
  );
  if (others.length === 0 || !isWhole(meant)) return undefined;
  const first = text.indexOf(others[0] ?? "");
  const last = text.lastIndexOf(others.at(-1) ?? "");
  const start = text.slice(0, first).search(/\S{0,255}$/);
  const end = last + (/^\S*/.exec(text.slice(last + 1))?.[0].length ?? 0) + 1;
  const words = text.slice(start, end); // an option may hold a secret
  const isBlank = others.every((character) => plainCharacters(character).trim() === "");
  return {
    span: { start, end },
    message: isBlank
      ? "A character that only looks like a blank joins words here; write a plain blank."
      : `${words.includes("=") ? "This" : shown(words)} has characters that only look like others; write plain ones.`,
    fix: { title: "Change to plain characters", text: meant },
  };
};

const forms: readonly Form[] = [
  leftover,
  comment,
  disguise,
  mark,
  command,
  quotes,
  splitNetwork,
  arrow,
  separators,
  strayComma,
  singleQuotes,
];

/** Forms that a line may have around another. */
const outerForms: ReadonlySet<Form> = new Set([disguise, mark, command, quotes]);

/** Changes what is outside of double quotes. */
function outsideQuotes(text: string, change: (part: string) => string): string {
  return text
    .split(/("[^"]*")/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}
