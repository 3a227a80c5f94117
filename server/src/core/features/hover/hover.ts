import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { Hover } from "../../model/hover.ts";
import { scanAuthLine } from "../../syntax/authLine.ts";
import { scanConfLine } from "../../syntax/conf/scanConfLine.ts";
import { hbaAt, readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";
import { hostsAt, readHostsRecord } from "../../syntax/hosts/readHostsRecord.ts";
import { identAt, readIdentRecord } from "../../syntax/ident/readIdentRecord.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { confFinders, confPlace } from "./conf/confFinders.ts";
import { type Found, firstFound } from "./finder.ts";
import { hbaFinders } from "./hba/hbaFinders.ts";
import { hostsFinders } from "./hosts/hostsFinders.ts";
import { identFinders } from "./ident/identFinders.ts";

/** What is told of the word at a position; `undefined` where there is nothing to tell. */
export async function hover(
  project: Project,
  located: Located,
  position: LinePosition,
): Promise<Hover | undefined> {
  const cursor = cursorAt(located.index, position);
  const found = await ask(project, located, cursor);
  return found && { line: cursor.line, span: found.span, markdown: found.markdown.text };
}

async function ask(project: Project, located: Located, { line, offset }: Cursor): Promise<Found | undefined> {
  const { context } = located;
  const { language, lines } = located.index.document;
  const scope = { project, located };
  if (language === "postgresql-conf") {
    return firstFound(confFinders, { ...scope, ...confPlace(scanConfLine(lines, line), offset) });
  }
  const scanned = scanAuthLine(lines, line, context.serverVersion);
  if (language === "pg-hba") {
    const record = readHbaRecord(scanned, context);
    const at = hbaAt(record, offset);
    return at && firstFound(hbaFinders, { ...scope, record, at });
  }
  if (language === "pg-ident") {
    const record = readIdentRecord(scanned, context);
    const at = identAt(record, offset);
    return at && firstFound(identFinders, { ...scope, record, at });
  }
  const record = readHostsRecord(scanned, context);
  const at = hostsAt(record, offset);
  return at && firstFound(hostsFinders, { ...scope, record, at });
}
