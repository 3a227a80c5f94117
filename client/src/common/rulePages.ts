import { type Diagnostic, Uri } from "vscode";
import type { Middleware } from "vscode-languageclient";

/**
 * Lets the name of a rule lead to its page in the extension's own folder, so that it is at hand without a network and describes
 * the installed version (package.json has VS Code open it as a preview). The server's link, which other editors follow,
 * leads to the web.
 */
export function rulePages(extension: Uri): Middleware {
  const withLocalPage = (diagnostic: Diagnostic): Diagnostic => {
    const { code } = diagnostic;
    if (typeof code === "object") {
      const target = Uri.joinPath(extension, "server/docs/rules", `${code.value}.md`);
      diagnostic.code = { ...code, target };
    }
    return diagnostic;
  };
  return {
    handleDiagnostics(uri, diagnostics, next) {
      next(uri, diagnostics.map(withLocalPage));
    },
    async provideDiagnostics(document, previousResultId, token, next) {
      const report = await next(document, previousResultId, token);
      if (report?.kind === "full") report.items = report.items.map(withLocalPage);
      return report;
    },
  };
}
