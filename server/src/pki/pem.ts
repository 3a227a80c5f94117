import { decodeBase64, type Range } from "./base64.ts";
import { latin1 } from "./bytes.ts";
import { readValue } from "./der.ts";

/** A PEM block as it is in the file: its frame, and its bytes unless there is a problem. */
export interface RawBlock {
  readonly label: string;
  /** From 0. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Has the header lines of OpenSSL's traditional encryption (RFC 1421, 4.6.1.1). */
  readonly encrypted: boolean;
  /** The cipher that the header names (RFC 1421, DEK-Info), where the block is encrypted. */
  readonly cipher?: string;
  readonly der?: Uint8Array;
  readonly problem?: string;
  /** As in `PemBlock`. */
  readonly damaged?: "overlooked" | "body" | "end";
  /** As in `PemBlock`. */
  readonly isJoined?: true;
}

/**
 * Finds the PEM blocks of a file as OpenSSL's `PEM_read_bio` does: text may be before, between and after them, lines
 * end in LF with blanks before it, a UTF-8 byte-order mark is passed over. Marks that OpenSSL does not take for such
 * because they are damaged give a block with a problem. A block without an END mark goes on to the next one of its label,
 * and is whole for OpenSSL all the same: the hyphens of the first damaged mark end its Base64.
 */
export function readPem(bytes: Uint8Array): RawBlock[] {
  const blocks: RawBlock[] = [];
  let open: OpenBlock | undefined;
  /** The first block without an END mark so far that holds all it should, and its place. */
  let endless: { readonly at: number; readonly block: OpenBlock; readonly lastLine: number } | undefined;
  const close = (lastLine: number, problem?: string): void => {
    if (!open) return;
    if (open.header) endless = undefined; // a blank line makes a header of all that came before
    if (problem === undefined && endless?.block.label === open.label) {
      const whole = finish(bytes, endless.block, endless.lastLine);
      const lost = blocks.splice(endless.at).slice(1);
      blocks.push(whole);
      // One by one: there may be more of them than a call takes arguments.
      for (const block of [...lost, { ...open, lastLine }]) blocks.push(overlook(block));
    } else blocks.push(finish(bytes, open, lastLine, problem));
    open = undefined;
    endless = undefined;
  };
  const closeEndless = (lastLine: number): void => {
    if (!open) return;
    if (open.header) endless = undefined;
    else if (isComplete(finish(bytes, open, lastLine).der))
      endless ??= { at: blocks.length, block: open, lastLine };
    const block = finish(bytes, open, lastLine, open.lost ?? "its END mark is missing");
    blocks.push(block.damaged === "body" ? { ...block, damaged: "end" } : block);
    open = undefined;
  };
  let line = 0;
  for (const range of linesOf(bytes)) {
    const mark = readMark(bytes, range);
    if (mark?.kind === "BEGIN") {
      closeEndless(line - 1);
      const damaged = mark.problem === undefined ? "body" : "overlooked";
      open = { label: mark.label, firstLine: line, body: [], problem: mark.problem, damaged };
      if (mark.closesOnSameLine) closeEndless(line);
    } else if (mark && open && !mark.isIndented) {
      const problem = mark.label === open.label ? mark.problem : "its END mark has another label";
      if (mark.isJoined) open.isJoined = true;
      close(line, problem);
    } else if (open) {
      addLine(open, range);
      open.lost ??= mark?.problem;
    }
    line++;
  }
  closeEndless(line - 1);
  return blocks;
}

interface OpenBlock {
  readonly label: string;
  readonly firstLine: number;
  body: Range[];
  /** The lines before the first blank line, once there was one. */
  header?: Range[];
  problem: string | undefined;
  /** What is wrong with an END mark that OpenSSL takes for a part of the body. */
  lost?: string | undefined;
  /** What is damaged if there is a problem. */
  readonly damaged: "overlooked" | "body";
  isJoined?: true;
}

function addLine(block: OpenBlock, range: Range): void {
  if (range.start < range.end) block.body.push(range);
  else if (block.header) block.problem ??= "it has a blank line in its body";
  else {
    block.header = block.body;
    block.body = [];
  }
}

function finish(bytes: Uint8Array, block: OpenBlock, lastLine: number, endProblem?: string): RawBlock {
  const { label, firstLine, header, body, damaged } = block;
  const encrypted = !!header?.[0] && /^Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(textOf(bytes, header[0]));
  const cipher = encrypted && header?.[1] && /^DEK-Info:\s*([\w-]{1,40})/.exec(textOf(bytes, header[1]))?.[1];
  const frame = {
    label,
    firstLine,
    lastLine,
    encrypted,
    ...(cipher && { cipher: cipher.toUpperCase() }),
    ...(block.isJoined && { isJoined: block.isJoined }),
  };
  let problem = block.problem ?? endProblem;
  // OpenSSL is strict about the width of lines once a blank line was there.
  const uneven = body.some(
    ({ start, end }, index) => end - start !== 64 && (index < body.length - 1 || end - start > 64),
  );
  if (header && uneven)
    problem ??= "its lines are not 64 characters wide, which they must be after a blank line";
  if (problem !== undefined) return { ...frame, problem, damaged };
  const der = decodeBase64(bytes, body);
  if (!der) return { ...frame, problem: "it is not valid Base64", damaged };
  if (der.length === 0) return { ...frame, problem: "it is empty", damaged };
  const headerProblem = checkHeader(label, encrypted, header);
  if (headerProblem === undefined) return { ...frame, der };
  der.fill(0);
  return { ...frame, problem: headerProblem };
}

/** What is wrong with the header lines of a block, which OpenSSL looks at only where it wants the block. */
function checkHeader(label: string, encrypted: boolean, header: readonly Range[] = []): string | undefined {
  if (encrypted) return label.endsWith("PRIVATE KEY") ? undefined : "it is encrypted";
  return header.length > 0 ? "a blank line or unknown header lines are in its body" : undefined;
}

/**
 * Whether bytes hold all of the value that they start with: a block that was cut off is better reported as such. They are gone afterwards, since
 * they may be a key's.
 */
function isComplete(der: Uint8Array | undefined): boolean {
  try {
    return der !== undefined && readValue(der).end > 0;
  } catch {
    return false;
  } finally {
    der?.fill(0);
  }
}

/** A block that OpenSSL takes for a part of the one before it. */
function overlook({
  label,
  firstLine,
  lastLine,
}: Pick<RawBlock, "label" | "firstLine" | "lastLine">): RawBlock {
  const problem = "a block before it has no END mark";
  return { label, firstLine, lastLine, encrypted: false, problem, damaged: "overlooked" };
}

/** The lines without their ends and the blanks before those. */
function* linesOf(bytes: Uint8Array): Generator<Range> {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start);
    const next = found < 0 ? bytes.length : found;
    let end = next;
    while (end > start && isDroppedAtLineEnd(bytes[end - 1] ?? 0)) end--;
    yield { start, end };
    start = next + 1;
  }
}

/** OpenSSL drops what its `char` holds up to a blank; on x86 that is signed and the bytes above ASCII are negative. */
const isDroppedAtLineEnd = (byte: number): boolean => byte <= 0x20 || byte >= 0x80;

interface Mark {
  readonly kind: string;
  readonly label: string;
  readonly problem: string | undefined;
  readonly isIndented: boolean;
  readonly closesOnSameLine: boolean;
  /** The next block begins on its line. */
  readonly isJoined: boolean;
}

/** Labels are capitals, so that a line of Base64 is never read, and shown, as one. */
const MARK = /^(\s*)-----(BEGIN|END) ([A-Z0-9. ]{1,60})(-*)(.*)$/s;

function readMark(bytes: Uint8Array, range: Range): Mark | undefined {
  if (!startsLikeMark(bytes, range)) return undefined;
  const [, blanks, kind, label, dashes, rest] = MARK.exec(textOf(bytes, range)) ?? [];
  if (!kind || !label) return undefined;
  let problem: string | undefined;
  if (blanks) problem = `its ${kind} mark has blanks before it`;
  else if (rest) problem = `its ${kind} mark is not on a line of its own`;
  else if (dashes !== "-----") problem = `its ${kind} mark does not end in five dashes`;
  return {
    kind,
    label,
    problem,
    isIndented: blanks !== "",
    closesOnSameLine: !!rest?.includes("-----END "),
    isJoined: kind === "END" && dashes === "----------" && !!rest?.startsWith("BEGIN "),
  };
}

function startsLikeMark(bytes: Uint8Array, { start, end }: Range): boolean {
  let index = start;
  while (index < end && (bytes[index] ?? 0) <= 0x20) index++;
  return bytes[index] === 0x2d && bytes[index + 1] === 0x2d;
}

const textOf = (bytes: Uint8Array, { start, end }: Range): string => latin1(bytes.subarray(start, end));
