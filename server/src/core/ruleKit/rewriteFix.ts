import type { FileUse } from "../cluster/cluster.ts";
import { type DecodedFile, isDecoded } from "../cluster/decodedFile.ts";
import { pathOf } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { FilePart, FileState } from "../model/fileAction.ts";
import { allBlocksOf, type BlockOfFile, blockAt } from "../x509/blockOfFile.ts";
import { isOfKind } from "../x509/contents.ts";
import { nameOf } from "../x509/words.ts";
import { shellWord } from "./shell.ts";

/** Blocks that are listed one by one. */
const maxLines = 12;

/**
 * A fix that writes a file again, from some of its own blocks and whole blocks of other files. The text before a block moves
 * with it, so that content is lost only where a block is left out. None where OpenSSL reads the file differently from how it
 * looks. A file that also holds a private key is left to people.
 */
export function rewriteFix(title: string, use: FileUse | undefined, blocks: readonly BlockOfFile[]): Fix[] {
  const file = use?.file;
  if (!isDecoded(file) || file.pem.form !== "pem" || file.pem.byteOrderMark) return [];
  if (file.pem.blocks.some((block) => block.damaged)) return [];
  const parts: FilePart[] = [];
  for (const block of blocks) addPart(parts, partOf(block, file));
  const left = allBlocksOf(file).filter(
    ({ index }) => !blocks.some((one) => isOwn(one, file) && one.index === index),
  );
  const sources = new Map([file, ...blocks.map((block) => block.file)].map((one) => [one.uri, stateOf(one)]));
  const changes = [...orderInWords(blocks, file), ...left.map((block) => `left out: ${wordsOf(block)}`)];
  const losesContent = left.length > 0;
  return [
    {
      title,
      action: {
        kind: "rewrite-file",
        uri: file.uri,
        parts,
        sources: [...sources.values()],
        losesContent,
        changes,
        command: commandOf(parts, file.uri),
      },
      ...(file.pem.blocks.some((block) => isOfKind(block, "key")) && { byHand: true }),
    },
  ];
}

/** A block of the file itself moves with the text before it, the last one with the text at the end as well. */
function partOf({ file, index }: BlockOfFile, target: DecodedFile): FilePart {
  const { uri } = file;
  const { blocks } = file.pem;
  const { firstLine = 0, lastLine = 0 } = blocks[index] ?? {};
  if (uri !== target.uri) return { uri, firstLine, lastLine };
  const start = index === 0 ? 0 : (blocks[index - 1]?.lastLine ?? 0) + 1;
  return { uri, firstLine: start, ...(index < blocks.length - 1 && { lastLine }) };
}

function addPart(parts: FilePart[], part: FilePart): void {
  const before = parts.at(-1);
  if (before?.uri !== part.uri || before.lastLine === undefined || before.lastLine + 1 !== part.firstLine) {
    parts.push(part);
  } else {
    const { lastLine } = part;
    parts[parts.length - 1] = {
      uri: part.uri,
      firstLine: before.firstLine,
      ...(lastLine !== undefined && { lastLine }),
    };
  }
}

function isOwn(block: BlockOfFile, target: DecodedFile): boolean {
  return block.file.uri === target.uri;
}

function stateOf({ uri, stat }: DecodedFile): FileState {
  return { uri, size: stat.size, modified: stat.modified };
}

function wordsOf(block: BlockOfFile): string {
  const { label = "", certificate, crl } = blockAt(block) ?? {};
  if (certificate) return nameOf(certificate);
  if (crl) return `CRL of ${crl.issuer.text}`;
  return label.toLowerCase();
}

/** The blocks in their new order; of many, those that stay in place are only counted. */
function orderInWords(blocks: readonly BlockOfFile[], target: DecodedFile): string[] {
  const lines = blocks.map((block, position) => {
    const origin = originOf(block, position, target);
    return { text: `${position + 1}. ${wordsOf(block)}${origin}`, stays: origin === "" };
  });
  if (lines.length <= maxLines) return lines.map(({ text }) => text);
  const others = lines.filter(({ stays }) => !stays).map(({ text }) => text);
  const more = others.length - maxLines;
  return [
    `${lines.length - others.length} stay in place`,
    ...others.slice(0, maxLines),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function originOf(block: BlockOfFile, position: number, target: DecodedFile): string {
  if (!isOwn(block, target)) return `, from ${pathOf(block.file.uri)}`;
  return block.index === position ? "" : `, was number ${block.index + 1}`;
}

/** A command that keeps a copy, and whose result is the same as what the fix does; awk ends each last line. */
function commandOf(parts: readonly FilePart[], target: string): string {
  const path = shellWord(pathOf(target));
  const copy = shellWord(`${pathOf(target)}.bak`);
  const steps = parts.map(({ uri, firstLine, lastLine }) => {
    const conditions = [
      ...(firstLine > 0 ? [`NR>${firstLine}`] : []),
      ...(lastLine === undefined ? [] : [`NR<${lastLine + 2}`]),
    ];
    return `awk '${conditions.join("&&") || "1"}' ${uri === target ? copy : shellWord(pathOf(uri))}`;
  });
  return `test ! -e ${copy} && cp -p ${path} ${copy} && { ${steps.join("; ")}; } > ${path}`;
}
