import type { Plugin } from "esbuild";

/** Modules of Node that the protocol's library names and a server on standard input and output does not use. */
const late = /^(node:)?(crypto|child_process)$/;

/** Loads these modules of Node when the library first uses something of theirs, and not at every start. */
export const lateBuiltins: Plugin = {
  name: "late-builtins",
  setup(build) {
    build.onResolve({ filter: late }, ({ path, importer }) =>
      /node_modules[\\/]vscode-(jsonrpc|languageserver)[\\/]/.test(importer)
        ? { path, namespace: "late" }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require("node:${path.replace("node:", "")}")[name] });`,
    }));
  },
};
