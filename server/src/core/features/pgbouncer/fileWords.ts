import type { FileFacts } from "../../cluster/cluster.ts";
import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { PgBouncerSetting } from "../../data/pgbouncer/pgbouncerSetting.ts";
import { formatMode } from "../../model/fileMode.ts";
import { bullets, code, type Markdown, md } from "../hover/render.ts";

/** Certificates of a file that are shown at the most. */
const maxCertificates = 5;

/** What a file of a setting holds, as paragraphs. */
export function fileWords(
  { file: kind }: PgBouncerSetting,
  file: FileFacts,
  { users, hba, ident, now }: PgBouncer,
): readonly Markdown[] {
  if (file.state === "missing") return [md`The file does not exist.`];
  const mode = file.stat?.mode === undefined ? [] : [md`Mode ${code(formatMode(file.stat.mode))}.`];
  if (kind === "users" && users) return [md`${users.users.length} users.`, ...mode];
  if (kind === "hba" && hba) {
    const ignored = hba.lines.filter(({ read }) => read.kind === "ignored").length;
    return [md`${hba.lines.length - ignored} records, ${ignored} ignored.`];
  }
  if (kind === "ident" && ident) return [md`${ident.lines.length} mappings.`];
  const certificates = file.pem?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];
  const key = file.pem?.blocks.find((block) => block.key)?.key;
  return [
    ...(certificates.length > 0
      ? [
          bullets(
            certificates.slice(0, maxCertificates).map(({ subject, notAfter }) => {
              const day = Number.isNaN(notAfter)
                ? "an unknown day"
                : new Date(notAfter).toISOString().slice(0, 10);
              return md`${code(subject.text || "(no subject)")}, ${notAfter < now ? "expired on" : "until"} ${day}`;
            }),
          ),
        ]
      : []),
    ...(key ? [md`A private key${key.encrypted ? " with a passphrase" : ""}.`, ...mode] : []),
  ];
}
