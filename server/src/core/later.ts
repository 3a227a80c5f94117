/**
 * What the first answer about a lone pg_hba.conf does not need. It is loaded as one piece, with the first question for any of
 * it: many small pieces would cost more to find than to read. The set-up takes what it needs of the core from here, too, for
 * otherwise the pieces that it shares with the first answer would be cut out.
 */

export { complete, documentationOf } from "./features/complete/complete.ts";
export { quoteAuthWord, quoteConfValue } from "./features/complete/word.ts";
export { explainConnection } from "./features/connect/explainConnection.ts";
export { findHba } from "./features/connect/findHba.ts";
export { readRecords } from "./features/connect/readRecords.ts";
export { findFixes, safeEdits } from "./features/fix.ts";
export { foldingRanges } from "./features/folding.ts";
export { hover } from "./features/hover/hover.ts";
export { hoverPem } from "./features/hover/hoverPem.ts";
export { inlayHints } from "./features/inlayHints.ts";
export { links } from "./features/links.ts";
export { definition, references, renamable, rename } from "./features/navigate/navigate.ts";
export { outlookOf } from "./features/outlook.ts";
export { symbols } from "./features/symbols.ts";
export { clusterTrees } from "./features/tree/clusterTrees.ts";
export { viewFile } from "./features/view/viewFile.ts";
export { authFileUri } from "./project/authFiles.ts";
export { effectiveSettings } from "./project/effectiveSettings.ts";
export { judgeClients } from "./rules/hba/judgeClients.ts";
export { rules } from "./rules/index.ts";
export { matchingOf, traits } from "./rules/order/matching.ts";
export { changeSetting } from "./rules/settingFix.ts";
export { scanAuthLine } from "./syntax/authLine.ts";
