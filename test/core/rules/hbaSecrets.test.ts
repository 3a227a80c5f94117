import { expect, test } from "vitest";
import { openService } from "../../support/openService.ts";

const secret = "hunter2";

test.each([
  `ldapbindpasswd = ${secret}`,
  `ldapbindpasswd= ${secret}`,
  `ldapbindpasswd=two ${secret} words`,
  `ldapbindpasswd=two ${secret}=`,
  `ldapbindpasswd:${secret}=`,
  `"ldapbindpasswd ${secret}"`,
  `ldapbindpwd ${secret}`,
])("no finding quotes a password of which a blank made an option: %s", async (options) => {
  const line = `host all all all ldap ldapserver=l ${options}`;
  const { service, uri } = openService(`# pgssl: build=ssl,ldap\n${line}|`);
  const findings = (await service.diagnose(uri)) ?? [];
  expect(findings.filter(({ severity }) => severity === "error")).not.toEqual([]);
  for (const { message, detail = "" } of findings) expect(message + detail).not.toContain(secret);
});
