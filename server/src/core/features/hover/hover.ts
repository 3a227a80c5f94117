import type { Findings } from "../../check/checker.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Wanted } from "../../gather/wanted.ts";
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
import { wantedForFile } from "./namedFile.ts";
import { withDetails } from "./withDetails.ts";

/** What must be gathered before `hover` is called for a position. */
export function wantedForHover(snapshot: Snapshot, position: LinePosition): Wanted {
  const file = find(snapshot, cursorAt(snapshot.records, position))?.file;
  return file ? wantedForFile(file, snapshot) : {};
}

/** What is known of the word at a position, with the details of the findings there; `undefined` where there is neither. */
export function hover(snapshot: Snapshot, findings: Findings, position: LinePosition): Hover | undefined {
  const cursor = cursorAt(snapshot.records, position);
  const found = find(snapshot, cursor);
  return withDetails(
    found && { line: cursor.line, span: found.span, markdown: found.markdown.text },
    cursor,
    findings.shown(snapshot.records.document.uri),
  );
}

function find(snapshot: Snapshot, { line, offset }: Cursor): Found | undefined {
  const { context } = snapshot;
  const { language, lines } = snapshot.records.document;
  if (language === "postgresql-conf")
    return firstFound(confFinders, { snapshot, ...confPlace(scanConfLine(lines, line), offset) });
  const scanned = scanAuthLine(lines, line, context.serverVersion);
  if (language === "pg-hba") {
    const record = readHbaRecord(scanned, context);
    const at = hbaAt(record, offset);
    return at && firstFound(hbaFinders, { snapshot, record, at });
  }
  if (language === "pg-ident") {
    const record = readIdentRecord(scanned, context);
    const at = identAt(record, offset);
    return at && firstFound(identFinders, { snapshot, record, at });
  }
  const record = readHostsRecord(scanned, context);
  const at = hostsAt(record, offset);
  return at && firstFound(hostsFinders, { snapshot, record, at });
}
