import type { Certificate } from "../core/pki.ts";
import { SetupProblem } from "./plan.ts";
import type { SetupRequest } from "./request.ts";

const day = 86_400_000;

/** Clocks differ: certificates are good from an hour before they are made. */
const leeway = 3_600_000;

/** @throws SetupProblem for a number of days that no certificate should be good for */
export function checkDays({ days, authorityDays }: SetupRequest): void {
  for (const [field, value] of Object.entries({ days, authorityDays })) {
    if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= 36_500)) continue;
    throw new SetupProblem(
      "The number of days must be between 1 and 36500",
      field as "days" | "authorityDays",
    );
  }
}

/** The dates of a certificate that is made now, which ends with its issuer's at the latest. @throws SetupProblem */
export function datesFor(now: number, days: number, issuer?: Pick<Certificate, "notAfter" | "subject">) {
  if (issuer && issuer.notAfter <= now) {
    throw new SetupProblem(
      `The CA's certificate ${issuer.subject.text} has expired: renew it first, or make a new CA`,
      "authorityFolder",
    );
  }
  return {
    notBefore: wholeSecond(now - leeway),
    notAfter: wholeSecond(Math.min(now + days * day, issuer?.notAfter ?? Number.POSITIVE_INFINITY)),
  };
}

/** Days until the certificates of servers and clients expire: what public CAs grant at the most. */
export const defaultDays = 397;
export const defaultAuthorityDays = 3650;
export const defaultCrlDays = 30;

const wholeSecond = (time: number): Date => new Date(Math.floor(time / 1000) * 1000);
