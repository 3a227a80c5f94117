/** Whether `client_encoding` accepts a name; only letters and digits count, in any case. */
export function isClientEncoding(name: string): boolean {
  return name.length < 64 && names.has(name.replace(/[^A-Za-z0-9]/g, "").toLowerCase());
}

const windowsPages = ["1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258"];
const dosPages = ["866", "874", "932", "936", "949", "950"];
const isoParts = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "13", "14", "15", "16"];
const latins = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/** As the manual lists them, "Supported Character Sets", with their aliases. */
const names: ReadonlySet<string> = new Set([
  ..."abc alt big5 euccn eucjis2004 eucjp euckr euctw gb18030 gbk johab koi8 koi8r koi8u mskanji muleinternal".split(
    " ",
  ),
  ..."shiftjis shiftjis2004 sjis sqlascii tcvn tcvn5712 uhc unicode utf8 vscii win".split(" "),
  ...isoParts.map((part) => `iso8859${part}`),
  ...latins.map((part) => `latin${part}`),
  ...[...windowsPages, ...dosPages].flatMap((page) => [`win${page}`, `windows${page}`]),
]);
