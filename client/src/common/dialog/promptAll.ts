/** The place of a question in its dialog. */
export interface Frame {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  /** What is wrong with the answer that was given before, in words. */
  readonly problem?: string;
}

/** One question of a dialog, or a look at what the next ones depend on. */
export interface Question<Answers> {
  /** Shows nothing: going back leads past it. */
  readonly isSilent?: true;
  /** The answer that it gets, by which an `AnswerProblem` finds it. */
  readonly field?: keyof Answers;
  /** Whether the question applies, after the answers so far; always when absent. */
  when?(answers: Partial<Answers>): boolean;
  /**
   * Shows the question. Returns what to keep, or `undefined` when the user wants to go back.
   * @throws AnswerProblem when an answer does not do.
   */
  prompt(answers: Partial<Answers>, frame: Frame): Promise<Partial<Answers> | undefined>;
}

/** Thrown by a question when the user leaves the whole dialog. */
export class DialogLeft extends Error {}

/** An answer that turned out not to do: its question is shown again, with the reason. */
export class AnswerProblem extends Error {
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/**
 * Shows questions one after another, under a title that may follow the answers. Going back leads to the question that was shown
 * before, which then proposes what it was answered. Returns the answers of the way that was gone, or `undefined` when the
 * user left. @throws AnswerProblem where there is no question to go back to.
 */
export async function promptAll<Answers>(
  title: string | ((answers: Partial<Answers>) => string),
  questions: readonly Question<Answers>[],
  known: Partial<Answers> = {},
): Promise<Answers | undefined> {
  let remembered = known;
  let problem: string | undefined;
  const way: { readonly question: Question<Answers>; readonly reply: Partial<Answers> }[] = [];
  const answers = (): Partial<Answers> => Object.assign({}, known, ...way.map(({ reply }) => reply));
  const applies = (question: Question<Answers>) => question.when?.(answers()) ?? true;
  const isShown = (question: Question<Answers>) => !question.isSilent;
  let current = questions.find(applies);
  while (current) {
    const question = current;
    const frame: Frame = {
      title: typeof title === "string" ? title : title(answers()),
      step: way.filter((one) => isShown(one.question)).length + 1,
      totalSteps: questions.filter((one) => isShown(one) && applies(one)).length,
      ...(problem !== undefined && { problem }),
    };
    problem = undefined;
    let reply: Partial<Answers> | undefined;
    let wrong: AnswerProblem | undefined;
    try {
      reply = await question.prompt({ ...remembered, ...answers() }, frame);
    } catch (error) {
      if (error instanceof DialogLeft) return undefined;
      if (!(error instanceof AnswerProblem) || way.length === 0) throw error;
      wrong = error;
      problem = error.message;
    }
    if (reply) {
      remembered = { ...remembered, ...reply };
      way.push({ question, reply });
      current = questions.slice(questions.indexOf(question) + 1).find(applies);
      continue;
    }
    const { field } = wrong ?? {};
    const isFound = field !== undefined && way.some((one) => one.question.field === field);
    do {
      current = way.pop()?.question;
    } while (current && (isFound ? current.field !== field : current.isSilent));
    if (!current) return wrong ? Promise.reject(wrong) : undefined;
  }
  return answers() as Answers;
}
