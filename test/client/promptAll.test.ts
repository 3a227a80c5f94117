import { expect, test } from "vitest";
import {
  AnswerProblem,
  DialogLeft,
  type Frame,
  promptAll,
  type Question,
} from "../../client/src/common/dialog/promptAll.ts";

interface Answers {
  readonly fruit: string;
  readonly colour: string;
  readonly size: string;
  readonly looked: string;
}

/** What the user says to each question in turn; `<` goes back, `Esc` leaves. */
function dialog(replies: readonly string[], known: Partial<Answers> = {}) {
  const seen: string[] = [];
  const left = [...replies];
  const show = (name: keyof Answers) => async (answers: Partial<Answers>, frame: Frame) => {
    const { step, totalSteps, problem } = frame;
    const proposed = answers[name] ? ` (${answers[name]})` : "";
    seen.push(`${name} ${step}/${totalSteps}${proposed}${problem ? `: ${problem}` : ""}`);
    const reply = left.shift();
    if (reply === "Esc") throw new DialogLeft();
    return reply === undefined || reply === "<" ? undefined : { [name]: reply };
  };
  const questions: Question<Answers>[] = [
    { field: "fruit", prompt: show("fruit") },
    { field: "colour", when: ({ fruit }) => fruit === "apple", prompt: show("colour") },
    {
      isSilent: true,
      async prompt({ fruit, colour }) {
        if (colour === "blue") throw new AnswerProblem("no apple is blue", "colour");
        if (fruit === "stone") throw new AnswerProblem("that is no fruit");
        return { looked: `at ${fruit}` };
      },
    },
    { field: "size", prompt: show("size") },
  ];
  return { seen, run: () => promptAll("Fruit", questions, known) };
}

test.each<[string, string[], string[], Partial<Answers> | undefined]>([
  [
    "one after another",
    ["apple", "red", "big"],
    ["fruit 1/2", "colour 2/3", "size 3/3"],
    { fruit: "apple", colour: "red", size: "big", looked: "at apple" },
  ],
  [
    "what was not prompted is not answered",
    ["pear", "big"],
    ["fruit 1/2", "size 2/2"],
    { fruit: "pear", size: "big", looked: "at pear" },
  ],
  [
    "back to the one before, past what shows nothing, with its answer proposed",
    ["apple", "red", "<", "green", "big"],
    ["fruit 1/2", "colour 2/3", "size 3/3", "colour 2/3 (red)", "size 3/3"],
    { fruit: "apple", colour: "green", size: "big", looked: "at apple" },
  ],
  [
    "answers of another way are forgotten",
    ["apple", "red", "<", "<", "pear", "big"],
    ["fruit 1/2", "colour 2/3", "size 3/3", "colour 2/3 (red)", "fruit 1/2 (apple)", "size 2/2"],
    { fruit: "pear", size: "big", looked: "at pear" },
  ],
  [
    "Escape leaves from anywhere",
    ["apple", "red", "Esc"],
    ["fruit 1/2", "colour 2/3", "size 3/3"],
    undefined,
  ],
  ["back from the first question leaves", ["<"], ["fruit 1/2"], undefined],
  [
    "a problem leads to the question that it is about",
    ["apple", "blue", "red", "big"],
    ["fruit 1/2", "colour 2/3", "colour 2/3 (blue): no apple is blue", "size 3/3"],
    { fruit: "apple", colour: "red", size: "big", looked: "at apple" },
  ],
  [
    "a problem of no question leads to the one before",
    ["stone", "pear", "big"],
    ["fruit 1/2", "fruit 1/2 (stone): that is no fruit", "size 2/2"],
    { fruit: "pear", size: "big", looked: "at pear" },
  ],
])("%s", async (_, replies, seen, answers) => {
  const requested = dialog(replies);
  expect(await requested.run()).toEqual(answers);
  expect(requested.seen).toEqual(seen);
});

test("what is known beforehand is proposed and kept", async () => {
  const requested = dialog(["pear", "big"], { fruit: "plum", colour: "any" });
  expect(await requested.run()).toEqual({ fruit: "pear", colour: "any", size: "big", looked: "at pear" });
  expect(requested.seen[0]).toBe("fruit 1/2 (plum)");
});

test("the title follows the answers", async () => {
  const titles: string[] = [];
  const prompt =
    (reply: Partial<Answers>) =>
    async (_: Partial<Answers>, { title }: Frame) => {
      titles.push(title);
      return reply;
    };
  const questions = [{ prompt: prompt({ fruit: "pear" }) }, { prompt: prompt({ size: "big" }) }];
  await promptAll<Answers>(({ fruit }) => (fruit ? `A ${fruit}` : "Fruit"), questions);
  expect(titles).toEqual(["Fruit", "A pear"]);
});
