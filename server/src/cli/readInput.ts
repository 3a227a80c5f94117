/** Standard input to its end; `undefined` when it is longer than so many bytes. */
export async function readInput(maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin) {
    parts.push(part);
    size += part.length;
    if (size > maxBytes) return undefined;
  }
  return Buffer.concat(parts);
}
