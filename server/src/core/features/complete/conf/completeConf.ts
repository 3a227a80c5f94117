import { findSetting } from "../../../data/settings.ts";
import { confAt } from "../../../syntax/conf/confAt.ts";
import type { ConfLine } from "../../../syntax/conf/confLine.ts";
import { mapConfString } from "../../../syntax/conf/mapConfString.ts";
import { includeKind, scanConfLine } from "../../../syntax/conf/scanConfLine.ts";
import { isConnectionSetting } from "../../../syntax/connection/connectionSetting.ts";
import { connectionProposals } from "../../connection/connectionProposals.ts";
import { includePath, type Scope } from "../scope.ts";
import { type Proposals, wordAt } from "../word.ts";
import { confPaths, settingPath } from "./confPaths.ts";
import { listProposals } from "./listProposals.ts";
import { settingProposals } from "./settingProposals.ts";
import { valueProposals } from "./valueProposals.ts";

/** Proposals for postgresql.conf: names of settings, and what may follow them. */
export function completeConf(scope: Scope): Proposals | undefined {
  const { context, records } = scope.snapshot;
  const line = scanConfLine(records.document.lines, scope.line);
  const at = confAt(line, scope.offset);
  if (at.kind === "name") {
    const word = wordAt(line.text, at.span, scope.offset, "'");
    const isAlone = !line.equals && !line.value;
    return {
      span: word.span,
      items: settingProposals(scope, line.text.slice(word.span.start, word.span.end), isAlone),
    };
  }
  if (at.kind !== "value" || !line.name) return undefined;
  const word = wordAt(line.text, at.span.start === at.span.end ? undefined : at.span, scope.offset, "'");
  const directive = includeKind(line.name.text);
  if (directive) return confPaths(scope, word, includePath(scope, word.typed, directive));
  const setting = findSetting(line.name.text, context.serverVersion);
  if (!setting || setting.context === "internal") return undefined;
  const connection = isConnectionSetting(setting.name) ? connectionAt(scope, line) : undefined;
  if (connection) return connection;
  const list = listProposals(setting.name, line.text, word, scope.offset, context);
  if (list) return list;
  const path = settingPath(scope, setting.name, word.typed);
  const values = { span: word.span, items: valueProposals(setting, word, context.serverVersion) };
  if (!path) return values;
  const paths = confPaths(scope, word, path);
  const labels = new Set(paths.items.map(({ label }) => label));
  return { ...paths, items: [...paths.items, ...values.items.filter(({ label }) => !labels.has(label))] };
}

/** Keywords and values inside the quotes of a connection string. */
function connectionAt({ snapshot, offset }: Scope, { text, value }: ConfLine): Proposals | undefined {
  if (!value || text[value.span.start] !== "'" || offset <= value.span.start) return undefined;
  const mapped = mapConfString(text, value.span);
  const at = mapped.toText(offset);
  const found =
    at === undefined ? undefined : connectionProposals(mapped.text, at, snapshot.context.serverVersion);
  return found && { span: mapped.toRecord(found.span), items: found.items };
}
