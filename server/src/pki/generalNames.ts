import ipaddr from "ipaddr.js";
import type { AlternativeName } from "../core/pki.ts";
import {
  children,
  content,
  type DerValue,
  expect,
  hexadecimal,
  objectId,
  objectIdOf,
  readValue,
  Tag,
} from "./der.ts";
import { readName } from "./names.ts";
import { stringText } from "./strings.ts";

/** The names in an extension's value (RFC 5280, 4.2.1.6), in its order. */
export function readGeneralNames(value: Uint8Array): AlternativeName[] {
  return children(expect(readValue(value), Tag.sequence)).map(readGeneralName);
}

/** One GeneralName; the identifier octet is that of its implicit tag. */
export function readGeneralName(name: DerValue): AlternativeName {
  const text = Buffer.from(content(name)).toString("latin1");
  switch (name.tag) {
    case 0x81:
      return { kind: "email", value: text };
    case 0x82:
      return { kind: "dns", value: text };
    case 0x86:
      return { kind: "uri", value: text };
    case 0x87:
      return { kind: "ip", value: addressText(content(name)) };
    case 0x88:
      return { kind: "registered-id", value: objectIdOf(content(name)) };
    case 0xa4:
      return { kind: "directory", value: readName(children(name)[0]).text };
    case 0xa0:
      return { kind: "other", value: otherNameText(name) };
    default:
      return {
        kind: "other",
        value: { 163: "X.400 address", 165: "EDI party name" }[name.tag] ?? "unknown kind",
      };
  }
}

/**
 * An address as people write it, a network of name constraints with its mask (`10.0.0.0/255.0.0.0`); octets in
 * hexadecimal where it is neither IPv4 nor IPv6.
 */
function addressText(octets: Uint8Array): string {
  const half = octets.length / 2;
  if (octets.length === 8 || octets.length === 32)
    return `${addressText(octets.subarray(0, half))}/${addressText(octets.subarray(half))}`;
  if (octets.length !== 4 && octets.length !== 16) return `#${hexadecimal(octets)}`;
  return ipaddr.fromByteArray([...octets]).toString();
}

/** An otherName as openssl.cnf writes it, its object id and its text: `1.3.6.1.4.1.311.20.2.3;alice@example.com`. */
function otherNameText(name: DerValue): string {
  const [id, explicit] = children(name);
  const inner = explicit && children(explicit)[0];
  const text = inner && (stringText(inner) ?? `#${hexadecimal(content(inner))}`);
  return `${objectId(id)};${text ?? ""}`;
}
