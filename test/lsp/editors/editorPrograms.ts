import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackages } from "../../support/debianPackages.ts";
import { projectRoot } from "../../support/tools.ts";

/** An editor of Debian 12 and how it is started with a script that works as its user would. */
export interface EditorProgram {
  readonly name: string;
  /** Where the packages are unpacked; absent where they are not to be had. */
  readonly root: string | undefined;
  /** The configuration that server/docs/editors.md has for it, unless the script has its own. */
  readonly configuration?: string;
  /** `work`: another script than its own. */
  start(
    root: string,
    work?: string,
  ): { readonly program: string; readonly args: string[]; readonly env: NodeJS.ProcessEnv };
}

const script = (name: string) => join(import.meta.dirname, name);

/** The last code of a language in server/docs/editors.md. */
function documented(language: string): string {
  const text = readFileSync(join(projectRoot, "server/docs/editors.md"), "utf8");
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"));
  return [...blocks].at(-1)?.[1] ?? "";
}

const foldersIn = (path: string): string[] => [
  path,
  ...readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name)),
];

export const editorPrograms: readonly EditorProgram[] = [
  {
    name: "Neovim 0.7.2",
    root: await debianPackages("neovim-debian-12", [
      ...["neovim", "neovim-runtime", "lua-luv", "libluajit-5.1-2", "libmsgpackc2", "libtermkey1"],
      ...["libtree-sitter0", "libunibilium4", "libvterm0"],
    ]),
    configuration: documented("lua"),
    start: (root, work = "neovim.lua") => ({
      program: join(root, "usr/bin/nvim"),
      args: ["--headless", "--clean", "-c", `luafile ${script(work)}`],
      env: { VIMRUNTIME: join(root, "usr/share/nvim/runtime") },
    }),
  },
  {
    name: "Emacs 28.2 with Eglot 1.9",
    root: await debianPackages("emacs-debian-12", [
      ...["emacs-nox", "emacs-bin-common", "emacs-common", "emacs-el"],
      ...["elpa-eglot", "elpa-project", "elpa-xref", "elpa-seq"],
      ...["libgccjit0", "libasound2", "libdbus-1-3", "libgpm2", "libicu72", "libisl23", "libjansson4"],
      ...["liblcms2-2", "libmpc3", "libmpfr6", "libxml2"],
    ]),
    configuration: documented("elisp"),
    start(root) {
      const share = join(root, "usr/share/emacs");
      const loaded = [join(share, "28.2/lisp"), join(share, "site-lisp/elpa-src")].flatMap(foldersIn);
      const dump = join(root, "usr/libexec/emacs/28.2/x86_64-linux-gnu/emacs.pdmp");
      return {
        program: join(root, "usr/bin/emacs-nox"),
        args: [`--dump-file=${dump}`, "-Q", "--batch", "-l", script("emacs.el")],
        env: { EMACSLOADPATH: loaded.join(":"), EMACSDATA: join(share, "28.2/etc") },
      };
    },
  },
  {
    name: "Vim 9.0 with ALE 3.3",
    root: await debianPackages("vim-debian-12", [
      ...["vim", "vim-runtime", "vim-ale", "libgpm2", "libsodium23"],
    ]),
    configuration: documented("vim"),
    start(root) {
      const files = join(root, "usr/share/vim/vimfiles");
      return {
        program: join(root, "usr/bin/vim.basic"),
        args: [
          ...["-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "--cmd", `set packpath=${files}`],
          ...["-S", script("vim.vim")],
        ],
        env: { VIMRUNTIME: join(root, "usr/share/vim/vim90"), TERM: "dumb" },
      };
    },
  },
];
