import type { Language } from "../model/language.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import { scanConfLine } from "../syntax/conf/scanConfLine.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { readHostsRecord } from "../syntax/hosts/readHostsRecord.ts";
import { readIdentRecord } from "../syntax/ident/readIdentRecord.ts";
import type { AuthContext } from "./context.ts";

/** Parses the record that starts at a line into the columns of its language. */
export function readRecord(language: Language, lines: readonly string[], line: number, context: AuthContext) {
  if (language === "postgresql-conf") return scanConfLine(lines, line);
  const scanned = scanAuthLine(lines, line, context.serverVersion);
  if (language === "pg-hba") return readHbaRecord(scanned, context);
  return language === "pg-ident" ? readIdentRecord(scanned, context) : readHostsRecord(scanned, context);
}
