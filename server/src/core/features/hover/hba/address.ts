import { numericAddress, prefixLength, prefixMask } from "../../../model/address.ts";
import { describeKeyword } from "../../describe/describeAuth.ts";
import { describeNetwork } from "../../describe/describeNetwork.ts";
import { found } from "../finder.ts";
import { code, heading, type Markdown, md, paragraphs } from "../render.ts";
import type { HbaFinder } from "./hbaFinders.ts";

/** The address column: keywords, networks, host names. */
export const findAddress: HbaFinder = ({ record, at }) => {
  const { token, column } = at;
  if (column !== "address" || !token) return undefined;
  const keyword = token.quoted ? undefined : describeKeyword("address", token.text);
  return found(
    token.span,
    keyword ?? describeNumber(token.text, record.mask?.tokens[0]?.text) ?? describeHost(token.text),
  );
};

/** An address as one token, with the mask of the next column where it has none of its own. */
export function describeNumber(text: string, maskText: string | undefined): Markdown | undefined {
  const [address = "", length] = splitOnce(text, "/");
  const number = numericAddress(address);
  if (!number) return undefined;
  const { family, bytes } = number;
  if (length === undefined) {
    const mask = maskText === undefined ? undefined : numericAddress(maskText);
    if (mask?.family === family) return describeNetwork(bytes, mask.bytes);
    return md`An IPv${family} address. A mask must follow: ${code(`/${family === 4 ? 32 : 128}`)} for this address alone.`;
  }
  const bits = prefixLength(length, family);
  return bits === undefined ? undefined : describeNetwork(bytes, prefixMask(bits, family));
}

/** A name; with a slash it is none (`parse_hba_line` in hba.c). */
function describeHost(text: string): Markdown | undefined {
  if (text.includes("/")) return undefined;
  const isSuffix = text.startsWith(".");
  return paragraphs(
    heading(isSuffix ? md`Hosts whose names end in ${code(text)}` : md`Host ${code(text)}`),
    "The server looks up the name of the client's address, and then the addresses of that name: both must agree. It costs time at every connection, and what answers is the name service.",
  );
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
