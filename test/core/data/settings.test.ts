import { describe, expect, test } from "vitest";
import { findSetting, settingNames } from "../../../server/src/core/data/settings.ts";
import { serverVersions } from "../../../server/src/core/model/serverVersion.ts";

describe("findSetting", () => {
  test("ignores the case of ASCII letters, and nothing else", () => {
    expect(findSetting("SSL_CERT_File", 16)?.name).toBe("ssl_cert_file");
    expect(findSetting("timezone", 16)?.name).toBe("TimeZone");
    expect(findSetting("\u017fsl", 16)).toBeUndefined(); // a long s, which Unicode folds to s
    expect(findSetting("ssl_foo.bar", 16)).toBeUndefined();
  });

  test.each([
    ["ssl_crl_dir", 14, undefined],
    ["ssl_groups", 18, undefined],
    ["ssl_sni", 19, undefined],
    ["hosts_file", 19, undefined],
    ["db_user_namespace", 13, 16],
    ["io_workers", 18, 18],
  ] as const)("knows %s from %i to %s", (name, since, until) => {
    const known = serverVersions.filter((version) => findSetting(name, version) !== undefined);
    expect([known[0], known.at(-1)]).toEqual([since, until ?? 19]);
  });

  test("leads an old name to its setting", () => {
    expect(findSetting("SSL_ecdh_curve", 17)).toMatchObject({ name: "ssl_ecdh_curve" });
    expect(findSetting("SSL_ecdh_curve", 18)).toMatchObject({
      name: "ssl_groups",
      requestedName: "SSL_ecdh_curve",
    });
    expect(findSetting("ssl_groups", 18)?.requestedName).toBeUndefined();
  });

  test("follows what changes from version to version", () => {
    expect(findSetting("password_encryption", 13)).toMatchObject({
      bootValue: "md5",
      hiddenValues: ["1", "on", "true", "yes"],
    });
    expect(findSetting("password_encryption", 14)?.bootValue).toBe("scram-sha-256");
    expect(findSetting("password_encryption", 14)).not.toHaveProperty("hiddenValues");
    expect(serverVersions.map((version) => findSetting("log_connections", version)?.type)).toEqual([
      ...["bool", "bool", "bool", "bool", "bool"],
      ...["string", "string"],
    ]);
    expect(findSetting("log_min_messages", 19)).toMatchObject({ type: "string", bootValue: "warning" });
    expect(findSetting("log_min_messages", 19)).not.toHaveProperty("values");
  });

  test("gives units, ranges and values", () => {
    expect(findSetting("work_mem", 18)?.unit).toBe("kB");
    expect(findSetting("ssl_renegotiation_limit", 18)).toMatchObject({
      min: 0,
      max: 0,
      unlisted: true,
    });
    expect(findSetting("port", 13)).toMatchObject({
      type: "integer",
      min: 1,
      max: 65535,
      context: "postmaster",
    });
    expect(findSetting("ssl_max_protocol_version", 13)?.values).toContain("");
    expect(findSetting("wal_compression", 18)?.valuesElsewhere).toEqual({
      lz4: { name: "LZ4", feature: "lz4" },
      zstd: { name: "Zstandard", feature: "zstd" },
    });
    expect(findSetting("wal_compression", 14)).not.toHaveProperty("valuesElsewhere");
  });
});

test("settingNames lists what the server lists", () => {
  expect(settingNames(13)).toHaveLength(331);
  expect(settingNames(18)).toHaveLength(398);
  expect(settingNames(19)).toHaveLength(419);
  expect(settingNames(18).slice(0, 2)).toEqual(["allow_alter_system", "allow_in_place_tablespaces"]);
});
