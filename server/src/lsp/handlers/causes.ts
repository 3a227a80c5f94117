import type { MessageCause } from "../../core/model/messageCause.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { type CauseAnswer, type CausesQuestion, causesRequest } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

/** Answers what the messages in a text mean, and what in a cluster is behind them. */
export function registerCauses({ connection, service }: ServerContext): void {
  connection.onRequest(causesRequest, ({ text, uri }: CausesQuestion, token) =>
    guard<CauseAnswer[]>(connection, "causes", [], token, async () =>
      (await service.causes(text, uri === undefined ? undefined : normalizeUri(uri))).map(toAnswer),
    ),
  );
}

function toAnswer({ message, meaning, remedy, findings, place, decision }: MessageCause): CauseAnswer {
  const [first] = findings;
  const word = { true: "admitted", false: "refused", null: "not certain" }[`${decision?.admitted ?? null}`];
  const here = decision
    ? `With these files such a client is now ${word}: ${decision.reason}`
    : first?.message;
  const places = [decision?.place, ...findings, place].flatMap((at) =>
    at ? [{ uri: at.uri, line: at.line }] : [],
  );
  return { message, text: [meaning, here ?? remedy].join(" "), places };
}
