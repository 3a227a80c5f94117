import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../support/tools.ts";

/** Folders without documents of the project. */
const skipped = new Set(["node_modules", ".git", "dist"]);
const pages = pagesBelow(projectRoot);
const docs = join(projectRoot, "server/docs");

test("the README fits on 120 lines", () => {
  expect(
    readFileSync(join(projectRoot, "README.md"), "utf8").trimEnd().split("\n").length,
  ).toBeLessThanOrEqual(120);
});

test("every link or picture of this repository leads to a file, and its fragment to a heading", () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter(({ target, fragment }) => !leadsSomewhere(target, fragment))
      .map(({ link }) => `${relative(projectRoot, page)}: ${link}`),
  );
  expect(broken).toEqual([]);
});

test.each(["client/README.md", "CHANGELOG.md"])(
  "%s, a page of the packaged extension, has absolute links only",
  (name) => {
    const links = [...readFileSync(join(projectRoot, name), "utf8").matchAll(/\]\(([^)]*)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    expect(links.map(([, link]) => link).filter((link) => !link?.startsWith("https:"))).toEqual([]);
  },
);

test("pages that the extension packages have relative links only to pages that it packages too", () => {
  const { files } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
    files: string[];
  };
  const isPackaged = (path: string) =>
    files.some((name) => path === join(projectRoot, name) || path.startsWith(join(projectRoot, name, "/")));
  const packaged = pages.filter((page) => page.startsWith(docs) && isPackaged(page));
  expect(packaged.length).toBeGreaterThan(100);
  const lost = packaged.flatMap((page) =>
    linksOf(page)
      .filter(({ link, target }) => !webAddress.test(link) && !isPackaged(target))
      .map(({ link }) => `${relative(projectRoot, page)}: ${link}`),
  );
  expect(lost).toEqual([]);
});

test("every page of server/docs is reached by links from README.md or CONTRIBUTING.md", () => {
  const reached = new Set(["README.md", "CONTRIBUTING.md"].map((name) => join(projectRoot, name)));
  for (const page of reached) {
    for (const { target } of linksOf(page)) if (pages.includes(target)) reached.add(target);
  }
  const lost = pages.filter((page) => page.startsWith(docs) && !reached.has(page));
  expect(lost.map((page) => relative(projectRoot, page))).toEqual([]);
});

test("CONTRIBUTING.md has a row for each folder of the core, and no other", () => {
  const [, table = ""] = readFileSync(join(projectRoot, "CONTRIBUTING.md"), "utf8").split(
    "| folder of `core` |",
  );
  const rows = table.split("\n\n")[0]?.split("\n").slice(2) ?? [];
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  const folders = readdirSync(join(projectRoot, "server/src/core"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(named.sort()).toEqual(folders.sort());
});

interface Link {
  readonly link: string;
  readonly target: string;
  readonly fragment: string;
}

/** Where the files of the repository are on the web; pages that leave the repository link to them there. */
const webAddress =
  /^https:\/\/(?:github\.com\/pgssl\/pgssl\/blob|raw\.githubusercontent\.com\/pgssl\/pgssl)\/main\//;

/** The links of a page to files of the repository; text in code has no links. */
function linksOf(page: string): Link[] {
  const text = readFileSync(page, "utf8")
    .replace(/^( *)(```+)[^\n]*\n.*?^\1\2$/gms, "")
    .replace(/`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link) || webAddress.test(link))
    .map((link) => {
      const [path = "", fragment = ""] = link.split("#");
      const fromRoot = path.replace(webAddress, "");
      const target = fromRoot === path ? join(dirname(page), path) : join(projectRoot, fromRoot);
      return { link, target: path === "" ? page : target, fragment };
    });
}

function leadsSomewhere(target: string, fragment: string): boolean {
  if (!statSync(target, { throwIfNoEntry: false })) return false;
  return fragment === "" || headingsOf(target).includes(fragment);
}

/** The fragments by which GitHub knows the headings of a page. */
function headingsOf(page: string): string[] {
  return [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : pagesBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
