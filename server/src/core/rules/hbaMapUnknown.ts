import { effectiveOption, usableMethod } from "../cluster/access/usableMethod.ts";
import { folderOf, resolvePath } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import { nearest } from "../ruleKit/nearest.ts";
import type { FixContext, Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText, writtenToken } from "../ruleKit/textFix.ts";
import { shown } from "../ruleKit/words.ts";

export const hbaMapUnknown: Rule = {
  id: "hba-map-unknown",
  severity: "error",
  serverEffect: "connection-error",
  summary: "The option `map` names a map that pg_ident.conf does not have.",
  instead: "Add the map to pg_ident.conf, or correct the name.",
  hbaAccess(record, context, report) {
    const { identMaps } = context;
    if (record.options.length === 0 || !identMaps || !usableMethod(record, context)) return;
    const option = effectiveOption(record, "map");
    if (!option?.value || identMaps.has(option.value)) return;
    const meant = nearest(option.value, identMaps);
    report(
      option.valueSpan ?? option.token.span,
      `pg_ident.conf has no map ${shown(option.value)}, so connections here fail; ${meant ? `did you mean ${meant}?` : "add it there."}`,
      {
        detail:
          "The server loads the line, and refuses every connection that matches it. Map names are case-sensitive.",
      },
    );
  },
  fix({ span }, target) {
    const token = writtenToken(target, span);
    const value = token?.text.slice(token.text.indexOf("=") + 1);
    if (!value || span.end - span.start !== value.length) return [];
    const meant = nearest(value, target.context.identMaps ?? []);
    const rename =
      meant && /^[\w.-]+$/.test(meant) ? [replaceText(target, `Change to ${meant}`, span, meant)] : [];
    return [...rename, ...addMap(value, target)];
  },
};

export const hbaMapUnknownPage: RulePage = {
  why: "The server loads the line, and then refuses every connection that matches it: no line of the map can admit the user. Map names are case-sensitive.",
  bad: [
    `
    -- pg_ident.conf --
    admins alice postgres
    -- pg_hba.conf --
    local all all peer map=admin
    #                      ^^^^^
    `,
  ],
  fixed: [
    `
    -- pg_hba.conf --
    local all all peer map=admins
    `,
  ],
  good: [
    `
    -- pg_ident.conf --
    admins alice postgres
    -- pg_hba.conf --
    local all all peer map=admins
    local all all peer map=
    `,
  ],
};

/** A fix that adds a map of every name to the role of that name, as a start. */
function addMap(map: string, { cluster: { mainFile, settings } }: FixContext): Fix[] {
  if (!mainFile || !/^[\w.-]+$/.test(map)) return [];
  const uri = resolvePath(
    settings?.assignment("ident_file")?.value ?? "pg_ident.conf",
    folderOf(mainFile),
    {},
  );
  const place = { uri, line: 0, span: { start: 0, end: 0 } };
  const title = `Add a map ${map} of each name to itself to pg_ident.conf`;
  return [{ title, edits: [{ place, newText: `${map} /^(.*)$ \\1\n` }] }];
}
