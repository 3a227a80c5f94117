import { parseAllDocuments } from "yaml";
import { SourceDocument } from "../../server/src/core/index.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import { openFiles } from "../support/openService.ts";
import { processorTime } from "./processorTime.ts";

/** Milliseconds of the processor, each beside a floor for the same text. */
export interface ManifestTimes {
  readonly own: readonly number[];
  readonly floor: readonly number[];
}

const uri = "file:///bench/values.yaml";

/** Opening a file of YAML that holds nothing of ours; the floor splits it into lines. */
export async function timeForeignManifest(count: number): Promise<ManifestTimes> {
  const text = applications(2_000).join("");
  const { service } = openFiles({});
  const own: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < count; round++) {
    const begin = processorTime();
    splitLines(text);
    const middle = processorTime();
    const document = new SourceDocument(uri, "yaml", 1, text);
    service.open(document);
    await service.diagnose(uri);
    const end = processorTime();
    service.close(uri);
    floor.push(middle - begin);
    own.push(end - middle);
  }
  return { own, floor };
}

/** An edit in a record of a file of values, with diagnostics; the floor is the package `yaml`, which parses the file. */
export async function timeManifestEdits(count: number, isVersionKnown: boolean): Promise<ManifestTimes> {
  const { text, line } = valuesText(2_000, isVersionKnown);
  const { service } = openFiles({});
  const document = new SourceDocument(uri, "yaml", 1, text);
  service.open(document);
  await service.diagnose(uri);
  const own: number[] = [];
  const floor: number[] = [];
  const warmUp = 50;
  for (let round = 0; round < count + warmUp; round++) {
    const start = { line, character: 13 };
    const isTyped = round % 2 === 0;
    const end = isTyped ? start : { line, character: 14 };
    const begin = processorTime();
    document.update([{ range: { start, end }, text: isTyped ? "x" : "" }], round + 2);
    await service.diagnose(uri);
    const middle = processorTime();
    if (round % 5 === 0) {
      parseAllDocuments(document.text, { logLevel: "silent" });
      if (round >= warmUp) floor.push(processorTime() - middle);
    }
    if (round >= warmUp) own.push(middle - begin);
  }
  return { own, floor };
}

/** Values of a chart with others around it, and the line of a record in it. */
function valuesText(lineCount: number, isVersionKnown: boolean) {
  const around = applications(lineCount - 40);
  const half = Math.floor(around.length / 2);
  const records = Array.from(
    { length: 20 },
    // A finding in one of them, which has to hold for all versions.
    (_, index) =>
      `      host app_${index} app 10.0.${index}.0/24 ${index === 3 ? "trust" : "scram-sha-256"}\n`,
  );
  const chart = [
    "postgresql:\n",
    ...(isVersionKnown ? ["  image:\n", '    tag: "16.4.0"\n'] : []),
    "  tls:\n    enabled: true\n    certificatesSecret: orders-tls\n",
    "    certFilename: tls.crt\n    certKeyFilename: tls.key\n",
    "  primary:\n    extendedConfiguration: |\n",
    "      ssl_min_protocol_version = 'TLSv1.2'\n      log_connections = on\n",
    "    pgHbaConfiguration: |\n",
  ];
  const before = [...around.slice(0, half), ...chart].join("");
  const text = [before, ...records, ...around.slice(half)].join("");
  return { text, line: before.split("\n").length + 9 };
}

/** So many lines of values for applications of all kinds, none of which is PostgreSQL. */
function applications(lineCount: number): readonly string[] {
  const texts: string[] = [];
  for (let index = 0; texts.length * 18 < lineCount; index++)
    texts.push(`service-${index}:
  replicaCount: ${index % 5}
  image:
    repository: registry.example.com/service-${index}
    tag: "1.${index}.0"
  env:
    - name: LOG_LEVEL
      value: info
    - name: CACHE_SIZE
      value: "${index * 16}"
  resources:
    # Measured under load.
    requests: { cpu: 100m, memory: 128Mi }
    limits:
      memory: 256Mi
  ingress:
    enabled: ${index % 2 === 0}
    annotations: {}
`);
  return texts;
}
