import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openFiles } from "../../support/openService.ts";

test.each([
  ["app.yml", true],
  [".circleci.yml", true],
  ["deploy/pipelines.yml", true],
  [".buildkite/pipeline.yml", false],
  [".circleci/config.yml", false],
  [".forgejo/workflows/test.yml", false],
  [".gitea/workflows/test.yml", false],
  [".github/workflows/test.yml", false],
  [".gitlab/ci/test.yml", false],
  [".woodpecker/test.yaml", false],
  [".drone.yml", false],
  [".gitlab-ci.yml", false],
  [".travis.yml", false],
  [".woodpecker.yaml", false],
  ["appveyor.yml", false],
  ["azure-pipelines.yml", false],
  ["bitbucket-pipelines.yaml", false],
  ["app.example.yml", false],
  ["app_sample.yml", false],
  ["template.yml", false],
  ["app.yml.dist", false],
])("a secret that everyone can read in %s is reported: %s", async (name, isReported) => {
  const text = "url: postgres://alice:secret@db/shop\n";
  const { service } = openFiles({ [`/repo/${name}`]: { text, mode: 0o644 } });
  const uri = `file:///repo/${name}`;
  service.open(new SourceDocument(uri, "yaml", 1, text));
  const rules = (await service.diagnose(uri))?.map(({ rule }) => rule);
  expect(rules?.includes("connection-secret-exposed")).toBe(isReported);
});
