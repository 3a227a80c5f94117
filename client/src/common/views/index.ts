/** What the views are made of, in one piece that is loaded when one of them is first looked at. */
export { findClusters, watchForClusters } from "./findClusters.ts";
export { nodeCommands } from "./nodeCommands.ts";
export { showPage } from "./showPage.ts";
export { showServed } from "./showServed.ts";
export { toTreeItem } from "./toTreeItem.ts";
