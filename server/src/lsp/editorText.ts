import { withoutControls } from "../core/model/withoutControls.ts";

/**
 * Text of any origin for what an editor shows outside of documents: notifications, status, lists, trees. VS Code makes links of
 * `[words](command:…)` in some of these and icons of `$(name)` in others, so that a blank breaks both.
 */
export function editorText(text: string): string {
  return withoutControls(text).replaceAll("](", "] (").replaceAll("$(", "$ (");
}
