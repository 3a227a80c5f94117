import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Driver } from "../src/core/data/drivers/driver.ts";
import { drivers } from "../src/core/data/drivers/drivers.ts";
import { describeDriver, describeDriverMode } from "../src/core/features/describe/describeDriver.ts";

/** Where the page of the drivers is. */
export const driverPage = join(dirname(fileURLToPath(import.meta.url)), "../docs/drivers.md");

/** The words of `sslmode` that most drivers have, as the columns of the overview. */
const common = ["", "prefer", "require", "verify-ca", "verify-full"];

/** The page about drivers, made from their rows. */
export function driverDocument(): string {
  return `<!-- GENERATED from server/src/core/data/drivers by server/scripts/generateDriverDocs.ts -->
# Drivers

The same string means different things to different drivers. \`sslmode=require\` verifies nothing in libpq, JDBC and Npgsql 8, and everything in
node-postgres 8; \`sslmode=verify-full\` verifies nothing in Prisma's engine and in node-postgres before 8.3. What is written here of drivers with a version
under *tried* was seen with real servers: one whose certificate is right, one with another name, one of an unknown CA, one without TLS, each with and
without a root certificate (\`test/oracle/drivers\`). The rest was read in their sources.

## What is verified by sslmode

| driver | nothing written | prefer | require | verify-ca | verify-full |
| --- | --- | --- | --- | --- | --- |
${drivers.map(overview).join("\n")}

*–*: not encrypted. *no*: encrypted, certificate not verified. *no?*: the same, and not encrypted where the server offers no TLS. *CA*: a trusted CA issued
the certificate. *name*: that, and the host is named in it. *refused*: the driver does not connect. *no / CA*: without and with a root certificate.

${drivers.map(section).join("\n")}`;
}

function overview(driver: Driver): string {
  const cells = common.map((value) => {
    const mode = driver.modes.find(({ written }) => optionValue(written) === value);
    if (!mode) return "";
    const { encrypts, verifies, withRoot, needsRoot, encryptsWithRoot } = mode;
    if (!encrypts) return "refused";
    if (encrypts === "never" || encrypts === "if-demanded") return encryptsWithRoot ? `– / ${withRoot}` : "–";
    const mark = encrypts === "always" ? "" : "?";
    const words = { nothing: `no${mark}`, chain: `CA${mark}`, name: `name${mark}` };
    if (needsRoot) return `refused / ${words[verifies]}`;
    return withRoot ? `${words[verifies]} / ${words[withRoot]}` : words[verifies];
  });
  return `| ${[describeDriver(driver), ...cells].join(" | ")} |`;
}

/** \`require\` of \`sslmode=require\` and \`SSL Mode=Require\`; \`undefined\` of others. */
function optionValue(written: string): string | undefined {
  if (written === "") return "";
  const value = /^ssl ?mode=([\w-]+)$/i.exec(written)?.[1]?.toLowerCase();
  return value?.replace(/^verify(?=ca|full)/, "verify-");
}

function section(driver: Driver): string {
  const { modes, rootOption, options, trusts, keys, bindsChannel, connectsDirectly, oldestProtocol } = driver;
  const { usedBy = [], tried, comparesAddressAs } = driver;
  const facts = [
    usedBy.length > 0 && `Used by ${usedBy.join(", ")}`,
    `Options: ${[...(rootOption ? [rootOption] : []), ...options].map((name) => `\`${name}\``).join(", ")}`,
    `Trusts ${trusts}${rootOption ? `, or \`${rootOption}\`` : ""}`,
    `Key of the client: ${keys.join("; ")}`,
    comparesAddressAs !== undefined &&
      `Where the host is an IP address, the certificate must name \`${comparesAddressAs}\`: an address in it does not count`,
    `Oldest protocol: ${oldestProtocol}`,
    `SCRAM ${bindsChannel ? "is bound to the certificate where possible" : "is never bound to the certificate"}; ${connectsDirectly ? "can" : "cannot"} begin with TLS directly`,
    tried ? `Tried: ${tried}` : "Not tried",
  ].filter(Boolean);
  const rows = modes.map((mode) => {
    const written = mode.written === "" ? "nothing" : `\`${mode.written}\`${mode.inCode ? " in code" : ""}`;
    return `| ${written} | ${describeDriverMode(mode)} |`;
  });
  return `## ${describeDriver(driver)}

| written | what happens |
| --- | --- |
${rows.join("\n")}

${facts.map((fact) => `- ${fact}`).join("\n")}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(driverPage, driverDocument());
