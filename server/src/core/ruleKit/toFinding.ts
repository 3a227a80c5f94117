import type { Finding } from "../model/diagnostic.ts";
import { shortened, withoutControls } from "../model/withoutControls.ts";
import type { FindingDetails } from "./findingDetails.ts";
import type { Rule } from "./rule.ts";

/** Characters of a message and of a detail; only lists and names from hostile files are longer. */
const maxMessage = 400;
const maxDetail = 4_000;

/** A rule's finding, with the rule's own severity and effect where the report gives none. */
export function toFinding(
  rule: Rule,
  span: Finding["span"],
  message: string,
  details?: FindingDetails,
): Finding {
  const serverEffect = details?.serverEffect === undefined ? rule.serverEffect : details.serverEffect;
  const reloadEffect = details?.reloadEffect === undefined ? rule.reloadEffect : details.reloadEffect;
  return {
    rule: rule.id,
    severity: details?.severity ?? rule.severity,
    serverEffect,
    ...(reloadEffect !== undefined && { reloadEffect }),
    span,
    message: withoutControls(shortened(message, maxMessage)),
    ...(details && detailOf(details)),
    ...(details?.related && {
      related: details.related.map(({ message, ...rest }) => ({
        ...rest,
        message: withoutControls(shortened(message, maxMessage)),
      })),
    }),
    ...(details?.tag && { tag: details.tag }),
    ...(details?.about !== undefined && { about: details.about }),
  };
}

function detailOf({ detail = "", refusal = "" }: FindingDetails): Pick<Finding, "detail" | "refusal"> {
  const text = shortened(detail, maxDetail);
  const whole = text.includes(refusal) ? text : `${text} ${refusal}`.trim();
  const visible = (part: string) => part.split("\n").map(withoutControls).join("\n");
  return { ...(whole && { detail: visible(whole) }), ...(refusal && { refusal: visible(refusal) }) };
}

/** The last finding of a rule that found more than is reported. */
export function moreOf(
  rule: Rule,
  span: Finding["span"],
  where: "record" | "cluster",
  details?: FindingDetails,
): Finding {
  const { detail, refusal, related, about, ...effects } = details ?? {};
  return toFinding(
    rule,
    span,
    `More findings of this rule in this ${where} are left out; correct these first.`,
    effects,
  );
}
