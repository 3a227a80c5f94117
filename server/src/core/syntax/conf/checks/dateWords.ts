/** What a word in a date and time means to the server. */
export type DateWord =
  | { readonly kind: "month"; readonly month: number }
  | { readonly kind: "weekday" | "ignored" | "summer-time" | "time-follows" }
  | { readonly kind: "era"; readonly isBc: boolean }
  | { readonly kind: "half"; readonly half: "am" | "pm" }
  /** The number that follows is of this kind, as in `y2026m01d31`; from 16 on only `julian` may be used. */
  | { readonly kind: "unit"; readonly unit: DateUnit }
  /** A day, a time of day, or both; `special` is no time in the calendar. */
  | { readonly kind: "moment"; readonly moment: "day" | "midnight" | "now" | "special" };

export type DateUnit = "julian" | "year" | "month" | "day" | "hour" | "minute" | "second" | "useless";

/** In lower case. */
export const dateWords: ReadonlyMap<string, DateWord> = new Map<string, DateWord>([
  ...months("jan january", 1),
  ...months("feb february", 2),
  ...months("mar march", 3),
  ...months("apr april", 4),
  ...months("may", 5),
  ...months("jun june", 6),
  ...months("jul july", 7),
  ...months("aug august", 8),
  ...months("sep sept september", 9),
  ...months("oct october", 10),
  ...months("nov november", 11),
  ...months("dec december", 12),
  ...all("mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday", {
    kind: "weekday",
  }),
  ...all("sat saturday sun sunday", { kind: "weekday" }),
  ...all("at on", { kind: "ignored" }),
  ...all("dst", { kind: "summer-time" }),
  ...all("t", { kind: "time-follows" }),
  ...all("ad", { kind: "era", isBc: false }),
  ...all("bc", { kind: "era", isBc: true }),
  ...all("am", { kind: "half", half: "am" }),
  ...all("pm", { kind: "half", half: "pm" }),
  ...all("j jd julian", { kind: "unit", unit: "julian" }),
  ...all("dow doy isodow isoyear", { kind: "unit", unit: "useless" }),
  ...all("y", { kind: "unit", unit: "year" }),
  ...all("m", { kind: "unit", unit: "month" }),
  ...all("d", { kind: "unit", unit: "day" }),
  ...all("h", { kind: "unit", unit: "hour" }),
  ...all("mm", { kind: "unit", unit: "minute" }),
  ...all("s", { kind: "unit", unit: "second" }),
  ...all("today tomorrow yesterday", { kind: "moment", moment: "day" }),
  ...all("allballs", { kind: "moment", moment: "midnight" }),
  ...all("now", { kind: "moment", moment: "now" }),
  ...all("epoch infinity -infinity", { kind: "moment", moment: "special" }),
]);

function months(names: string, month: number): [string, DateWord][] {
  return all(names, { kind: "month", month });
}

function all(names: string, word: DateWord): [string, DateWord][] {
  return names.split(" ").map((name) => [name, word]);
}
