import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Hover } from "../../model/hover.ts";
import type { Cursor } from "../cursor.ts";
import { code, md, paragraphs } from "./render.ts";

/** Findings at one place whose details are shown. */
const maxDetails = 10;

/**
 * A hover with the details of the findings at the cursor below its first paragraph. Their messages are left out: editors show those
 * themselves, beside the hover.
 */
export function withDetails(
  hover: Hover | undefined,
  { line, offset }: Pick<Cursor, "line" | "offset">,
  findings: readonly Diagnostic[],
): Hover | undefined {
  const here = findings.filter(
    ({ detail, line: at, span }) => detail && at === line && span.start <= offset && offset <= span.end,
  );
  const [first] = here;
  if (!first) return hover;
  const details = here.slice(0, maxDetails).map(({ rule, detail = "" }) => {
    const [start = "", ...rest] = detail.split("\n");
    return paragraphs(md`${code(rule)}: ${start}`, ...rest).text;
  });
  // Several findings of one rule may have one reason.
  const text = [...new Set(details)].join("\n\n");
  if (!hover) return { line, span: first.span, markdown: text };
  // What the word is comes first, then what is wrong with it, then all else.
  const end = hover.markdown.indexOf("\n\n");
  const [answer, more] =
    end < 0 ? [hover.markdown, ""] : [hover.markdown.slice(0, end), hover.markdown.slice(end)];
  return { ...hover, markdown: `${answer}\n\n${text}${more && `\n\n---${more}`}` };
}
