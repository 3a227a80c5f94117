import type { HostsRecord } from "../../../syntax/hosts/hostsRecord.ts";
import type { HostsPosition } from "../../../syntax/hosts/readHostsRecord.ts";
import { type Finder, found } from "../finder.ts";
import { findInclude, findReference } from "../includes.ts";
import { describeNamedFile } from "../namedFile.ts";
import { code, heading, type Markdown, md, paragraphs } from "../render.ts";

type HostsFinder = Finder<HostsRecord, HostsPosition>;

const findHostName: HostsFinder = ({ at }) =>
  at.column === "hostNames" && at.token ? found(at.token.span, describeHostName(at.token.text)) : undefined;

/** The columns for files: what the file holds. */
const findFile: HostsFinder = ({ record, at, snapshot }) => {
  const column = fileColumns[at.column];
  if (!column || !at.token) return undefined;
  const { text } = at.token;
  const certificate = record.certificate?.tokens[0]?.text;
  const nothing =
    text === "" ? md`No CA: clients need no certificate, and the server requests none.` : undefined;
  const file = { setting: column.setting, path: text, certificatePath: certificate };
  return found(
    at.token.span,
    paragraphs(heading(column.words), nothing ?? describeNamedFile(file, snapshot)),
    file,
  );
};

const findRest: HostsFinder = ({ at }) => {
  const words = restInWords[at.column];
  return words && at.token ? found(at.token.span, words) : undefined;
};

/** Every hover in pg_hosts.conf. */
export const hostsFinders: readonly HostsFinder[] = [
  findReference,
  findInclude,
  findHostName,
  findFile,
  findRest,
];

/** The columns that name files, each with the setting that it replaces. */
const fileColumns: Readonly<Record<string, { readonly setting: string; readonly words: string }>> = {
  certificate: { setting: "ssl_cert_file", words: "The server's certificate for these hosts" },
  key: { setting: "ssl_key_file", words: "The private key of that certificate" },
  certificateAuthority: {
    setting: "ssl_ca_file",
    words: "The CAs that client certificates are checked with",
  },
};

const restInWords: Readonly<Record<string, Markdown>> = {
  passphraseCommand: md`The command whose output opens the key. The global \`ssl_passphrase_command\` is not used here.`,
  reloadFlag: md`Whether that command is run at a reload too; off by default.`,
  extra: md`Nothing may follow the sixth column: the server refuses the line.`,
};

function describeHostName(text: string): Markdown {
  if (text === "*") {
    return paragraphs(
      heading("Any other host"),
      "Used for clients that request a name which no other line has, and for those that send no host name if there is no line with /no_sni/.",
    );
  }
  if (text === "/no_sni/")
    return paragraphs(
      heading("Clients that name no host"),
      "They send no server name (SNI), as old clients and those that connect to an address do.",
    );
  return paragraphs(
    heading(md`Host ${code(text)}`),
    "Compared with the server name (SNI) that the client sends, without regard to case. There are no wildcards.",
  );
}
