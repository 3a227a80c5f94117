import { connectionType } from "../../../data/connectionTypes.ts";
import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import { describeConnectionType } from "../../describe/describeAuth.ts";
import { absenceInWords } from "../../describe/versionsInWords.ts";
import { found } from "../finder.ts";
import { describeDirective } from "../includes.ts";
import { type Markdown, md, paragraphs } from "../render.ts";
import type { HbaFinder } from "./hbaFinders.ts";
import { ruleInWords } from "./ruleInWords.ts";

/** The connection type, and with it the whole record in plain words. */
export const findRule: HbaFinder = ({ record, at, snapshot }) => {
  const { token, column } = at;
  if (column !== "type" || !token) return undefined;
  const directive = describeDirective(token.text);
  const known =
    directive && paragraphs(absenceInWords({ since: 16 }, snapshot.context.serverVersion), directive);
  const meaning = describeConnectionType(token.text) ?? known;
  const rule = connectionType(token.text) && ruleInWords(record, snapshot.context.serverVersion);
  const idle = neverMatches(record, snapshot.context.settings?.isOn("ssl"));
  return found(token.span, meaning && paragraphs(rule, idle, meaning));
};

function neverMatches({ type }: HbaRecord, isSslOn: boolean | undefined): Markdown | undefined {
  const needsSsl = type?.tokens[0]?.text === "hostssl";
  return needsSsl && isSslOn === false ? md`**It never matches now**, since \`ssl\` is off.` : undefined;
}
