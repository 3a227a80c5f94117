import type { LineContext } from "../cluster/context.ts";
import { checkAuthFiles } from "../ruleKit/checkAuthFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";
import { authReferences } from "../syntax/authReference.ts";
import { confReferences } from "../syntax/conf/scanConfLine.ts";

export const referenceNotHere: Rule = {
  id: "reference-not-here",
  severity: "hint",
  serverEffect: null,
  summary: "A line takes in a file or directory that is not on this machine.",
  instead:
    "Map the server's paths to folders here with `pgssl.pathMappings`, or use `include_if_exists` for what may be missing.",
  conf(line, context, report) {
    const reference = line.value && !line.syntaxError && confReferences(line);
    if (reference && isElsewhere(reference, context))
      report(reference.span, notHere(reference.path), { detail });
  },
  ...checkAuthFiles(({ line }, context, report) => {
    for (const reference of authReferences(line, context.serverVersion, context.reference))
      if (isElsewhere(reference, context)) report(reference.span, notHere(reference.path), { detail });
  }),
};

export const referenceNotHerePage: RulePage = {
  why: "The data directory of this configuration is not on this machine, so what the line names may be on the server alone: a `conf.d` of a package, a list of roles. What is in it cannot be checked. If the server has no such file or directory either, it refuses the line.",
  bad: [
    `
    -- conf/postgresql.conf --
    include_dir 'conf.d'
    #           ^^^^^^^^
    `,
    `
    # pgssl: version=18
    -- conf/pg_hba.conf --
    local @roles all peer
    #     ^^^^^^
    include more.conf
    #       ^^^^^^^^^
    `,
  ],
  good: [
    `
    -- conf/postgresql.conf --
    include_if_exists 'local.conf'
    `,
  ],
};

function isElsewhere({ kind, path }: { readonly kind: string; readonly path: string }, context: LineContext) {
  if (kind === "include_if_exists" || path.trim() === "") return false;
  const { state } = kind === "include_dir" ? context.referencedDirectory(path) : context.reference(path);
  return state === "elsewhere";
}

function notHere(path: string): string {
  return `${shown(path)} is not on this machine, so it is not checked; map a copy with pgssl.pathMappings.`;
}

const detail = "If the server does not have it either, it refuses the line.";
