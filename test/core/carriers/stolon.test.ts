import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const specification = (fields: object) => JSON.stringify({ initMode: "new", ...fields }, null, 2);
const open = (fields: object) => openManifest(specification(fields), {}, "json");
const ssl = { pgParameters: { ssl: "on" } };

test.each([
  [
    "a wrong value",
    { pgParameters: { ssl: "on", ssl_min_protocol_version: "TLSv1.4" } },
    ["TLSv1.4: conf-choice-invalid"],
  ],
  ["a setting of the keeper's", { pgParameters: { port: "5433" } }, ['"port": embedded-setting-fixed']],
  ["a number", { pgParameters: { max_connections: 100 } }, ["100: embedded-entry-type"]],
  ["a wrong record", { ...ssl, pgHBA: ["hostssl all all 0.0.0.0 cert"] }, ["0.0.0.0: hba-mask-missing"]],
  ["a record without ssl", { pgHBA: ["hostssl all all all cert"] }, ["hostssl: hba-hostssl-without-ssl"]],
  [
    "a record of two lines",
    { ...ssl, pgHBA: ["hostssl all all all md5\nlocal all all peer"] },
    ['"hostssl all all all md5\\nlocal all all peer": embedded-refused'],
  ],
  ["no list", ssl, []],
  ["an empty list", { ...ssl, pgHBA: [] }, []],
])("what is found in a specification: %s", async (_, fields, shown) => {
  expect(await open(fields).shown()).toEqual(shown);
});

test("a patch says nothing of settings that it does not give", async () => {
  const text = specification({ pgHBA: ["hostssl all all all cert"] }).replace(/"initMode".*/, "");
  expect(await openManifest(text, {}, "json").shown()).toEqual([]);
});

test.each([
  ["clusterSpec:\n  pgHBA: |\n    local all all peer", "pgHBA: embedded-list-text"],
  ["cluster:\n  spec:\n    pgParameters: { ssl: on }", "on: embedded-entry-type"],
  ["stolon:\n  pgParameters:\n    sssl: 'on'", "sssl: conf-setting-unknown"],
])("a specification within other values: %s", async (text, found) => {
  expect(await openManifest(text).shown()).toContain(found);
});

describe("the keeper's own records", () => {
  const client = {
    type: "plain",
    user: "a",
    database: "a",
    address: "10.0.0.1",
    replication: false,
  } as const;
  test.each([
    ["admit everyone where there is no list", ssl, /password|md5/],
    ["and where it is null", { ...ssl, pgHBA: null }, /password|md5/],
    ["but nobody where it is empty", { ...ssl, pgHBA: [] }, /[Nn]o record/],
    ["or has others", { ...ssl, pgHBA: ["hostssl all all all cert"] }, /[Nn]o record/],
  ])("%s", async (_, fields, reason) => {
    const { service, uri } = open(fields);
    expect(await service.explain(uri, client)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  test.each([
    ["all", /password|md5/],
    ["strict", /[Nn]o record/],
  ])(
    "admit the standbys without TLS by defaultSUReplAccessMode %s",
    async (defaultSUReplAccessMode, reason) => {
      const { service, uri } = open({ ...ssl, pgHBA: [], defaultSUReplAccessMode });
      const standby = { ...client, user: "STKEEPER_PG_REPL_USERNAME", replication: true };
      expect(await service.explain(uri, standby)).toMatchObject({ reason: expect.stringMatching(reason) });
    },
  );
});
