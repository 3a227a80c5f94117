import { fingerprintOf } from "../fingerprint.ts";
import { printed } from "../printed.ts";
import { type ClusterExpiry, kindInWords, toMoment } from "./clusterExpiry.ts";

/** Days before the end when a calendar reminds. */
const reminders = [30, 7, 1];

/** A calendar (RFC 5545) with an event for each end. An event keeps its identity as long as the certificate or list is the same. */
export function icalendar(found: readonly ClusterExpiry[], now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//pgssl//expiry//EN",
    "X-WR-CALNAME:PostgreSQL certificates and CRLs",
    ...found.flatMap((one) => event(one, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function event(one: ClusterExpiry, now: number): string[] {
  const { cluster, path, kind, setting, name, issuer, number = "", ends, stops } = one;
  const summary = escapeText(`${kindInWords[kind]} ${name} of ${cluster} expires`);
  const description = [`${setting}: ${path}`, `issuer: ${issuer}`, `then: ${stops}`]
    .map(escapeText)
    .join("\\n");
  return [
    "BEGIN:VEVENT",
    `UID:${fingerprintOf([cluster, path, setting, kind, name, number, String(ends)])}@pgssl`,
    `DTSTAMP:${toTime(now)}`,
    `DTSTART:${toTime(ends)}`,
    `SUMMARY:${summary}`,
    `DESCRIPTION:${description}`,
    "TRANSP:TRANSPARENT",
    ...reminders.flatMap((days) => [
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${summary}`,
      `TRIGGER:-P${days}D`,
      "END:VALARM",
    ]),
    "END:VEVENT",
  ];
}

const toTime = (milliseconds: number): string => toMoment(milliseconds).replace(/[-:]/g, "");

/** A value of type TEXT. */
function escapeText(text: string): string {
  return printed(text).replace(/[\\;,]/g, "\\$&");
}

/**
 * A line has at most 75 bytes; what is longer goes on in lines that begin with a blank. Like every line, these do not begin as a command for
 * the runner of a pipeline.
 */
function fold(line: string): string {
  const parts = [""];
  let size = 0;
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > 74) {
      parts.push("");
      size = 1;
    }
    parts.push(`${parts.pop()}${character}`);
    size += bytes;
  }
  return parts.map((part) => part.replace(/^(\s*:):/, "$1 :")).join("\r\n ");
}
