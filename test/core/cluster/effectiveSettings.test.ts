import { expect, it } from "vitest";
import { effectiveSettings } from "../../../server/src/core/cluster/effectiveSettings.ts";
import type { ServerVersion } from "../../../server/src/core/model/serverVersion.ts";

const place = { uri: "file:///postgresql.conf", line: 0, span: { start: 0, end: 1 } };

function settings(version: ServerVersion, ...pairs: [string, string][]) {
  return effectiveSettings(
    pairs.map(([name, value]) => ({ name, value, place, namePlace: place })),
    version,
  );
}

it("lets the last assignment win, whatever the case of its name", () => {
  expect(settings(18, ["port", "1"], ["port", "2"]).value("port")).toBe("2");
  const found = settings(18, ["ssl", "on"], ["SSL", "off"]);
  expect([found.value("ssl"), found.isOn("ssl"), found.assignment("ssl")?.name]).toEqual([
    "off",
    false,
    "SSL",
  ]);
});

it("knows an extension's setting as well", () => {
  const found = settings(18, ["app.name", "a"], ["App.Name", "b"], ["app.other", "c"]);
  expect([found.value("app.name"), found.assignment("app.none")]).toEqual(["b", undefined]);
});

it("knows an old name and the new one as the same setting from the version that renamed it", () => {
  expect(settings(18, ["ssl_groups", "X25519"], ["ssl_ecdh_curve", "P-256"]).value("ssl_groups")).toBe(
    "P-256",
  );
  expect(settings(17, ["ssl_ecdh_curve", "secp384r1"]).value("ssl_ecdh_curve")).toBe("secp384r1");
});

it("falls back to the version's default", () => {
  expect(settings(13).value("password_encryption")).toBe("md5");
  expect(settings(18).value("password_encryption")).toBe("scram-sha-256");
  expect(settings(18).isOn("ssl")).toBe(false);
  expect(settings(18).value("no_such_setting")).toBeUndefined();
});

it.each([
  ["on", true],
  ["T", true],
  ["yes", true],
  ["of", false],
  ["N", false],
  ["o", undefined],
  ["", undefined],
  ["2", undefined],
] as const)("reads the Boolean %j as %s", (value, expected) => {
  expect(settings(18, ["ssl", value]).isOn("ssl")).toBe(expected);
});
