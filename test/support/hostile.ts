/** Text as a hostile file, folder or certificate may be named. */
export const hostileNames: readonly string[] = [
  "line\n::error file=x::injected",
  "::error::first",
  "##[error]anywhere",
  "##vso[task.setvariable variable=PATH]x of Azure",
  "##teamcity[buildStop comment='x']",
  "esc \u001b[31mred\u001b]0;title\u0007",
  "csi \u009b31m and \u0085next",
  "bidi \u202egnp.exe\u2066 and zero\u200bwidth",
  "separators \u2028 and \u2029",
  "[words](command:pgssl.copyCommand?%5B%22x%22%5D)",
  "$(warning) icon",
  "<img src=x onerror=alert(1)>",
  "![image](https://example.com/x.png) **bold** `code`",
];

/** Whether a text holds anything that hides, turns direction or drives a terminal; line feeds between lines are given as `lines`. */
export function isClean(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/** Whether the runner of a pipeline takes a line for a command of its own. */
export function isWorkflowCommand(line: string): boolean {
  return /^\s*::/.test(line) || /##\w*\[/.test(line);
}
