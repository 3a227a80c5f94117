import ipaddr from "ipaddr.js";
import type { AlternativeName } from "../core/pki.ts";
import { latin1 } from "./bytes.ts";
import {
  checkAny,
  children,
  content,
  type DerValue,
  expect,
  expectAny,
  expectList,
  hexadecimal,
  implicitString,
  Malformed,
  objectId,
  objectIdOf,
  only,
  optionalMembers,
  readValue,
  Tag,
} from "./der.ts";
import { readName } from "./names.ts";
import { stringText } from "./strings.ts";

/** The names in an extension's value (RFC 5280, 4.2.1.6), in its order. */
export function readGeneralNames(value: Uint8Array): AlternativeName[] {
  return children(expectList(readValue(value), Tag.sequence)).map(readGeneralName);
}

/** One GeneralName; the identifier byte is that of its implicit tag. Throws `Malformed` where OpenSSL refuses it. */
export function readGeneralName(name: DerValue): AlternativeName {
  switch (name.tag & ~0x20) {
    case 0x81:
      return { kind: "email", value: textOf(name) };
    case 0x82:
      return { kind: "dns", value: textOf(name) };
    case 0x86:
      return { kind: "uri", value: textOf(name) };
    case 0x87:
      return { kind: "ip", value: addressText(implicitString(name)) };
  }
  switch (name.tag) {
    case 0x88:
      return { kind: "registered-id", value: objectIdOf(content(name)) };
    case 0xa4:
      return directoryName(only(name));
    case 0xa0:
      return { kind: "other", value: otherNameText(name) };
    case 0xa3:
      return { kind: "other", value: "X.400 address" };
    case 0xa5:
      return { kind: "other", value: checkPartyName(name) };
    default:
      throw new Malformed("a name is of no known kind");
  }
}

/** A distinguished name as one of several kinds of names. */
export function directoryName(name: DerValue): AlternativeName {
  const directory = readName(name);
  return { kind: "directory", value: directory.text, directory };
}

const textOf = (name: DerValue): string => latin1(implicitString(name));

/** An EDIPartyName: maybe [0] and then [1], each with a DirectoryString inside. */
function checkPartyName(name: DerValue): string {
  const [assigner, party] = optionalMembers(name, [[0xa0], [0xa1]], name.tag);
  for (const part of [assigner, expectAny(party)]) {
    if (part && !directoryStrings.has(only(part).tag)) throw new Malformed("a name holds no text");
    if (part) stringText(only(part));
  }
  return "EDI party name";
}

/** Identifier bytes of T61, Printable, Universal, UTF8 and BMPString, and what OpenSSL counts among them. */
const directoryStrings: ReadonlySet<number> = new Set([12, 19, 20, 22, 28, 30]);

/**
 * An address as people write it, a network of name constraints with its mask (`10.0.0.0/255.0.0.0`); bytes in
 * hexadecimal where it is neither IPv4 nor IPv6.
 */
function addressText(bytes: Uint8Array): string {
  const middle = bytes.length / 2;
  if (bytes.length === 8 || bytes.length === 32)
    return `${addressText(bytes.subarray(0, middle))}/${addressText(bytes.subarray(middle))}`;
  if (bytes.length !== 4 && bytes.length !== 16) return `#${hexadecimal(bytes)}`;
  return ipaddr.fromByteArray([...bytes]).toString();
}

/** An otherName as openssl.cnf writes it, its object id and its text: `1.3.6.1.4.1.311.20.2.3;alice@example.com`. */
function otherNameText(name: DerValue): string {
  const [id, explicit, ...others] = children(name);
  if (others.length > 0) throw new Malformed("its structure is invalid");
  const inner = only(expect(explicit, 0xa0));
  checkAny(inner);
  return `${objectId(id)};${readableText(inner) ?? `#${hexadecimal(content(inner))}`}`;
}

/** Text, if it is any: OpenSSL does not look into a value of any type. */
function readableText(value: DerValue): string | undefined {
  try {
    return stringText(value);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
