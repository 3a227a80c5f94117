import type { Host } from "../../core/index.ts";

const folder = "file:///served/";
export const servedMain = `${folder}postgresql.conf`;

/** A host with a cluster whose certificate file holds what a server sends, so that the rules for files check it. */
export function servedHost(pem: string): Host {
  const files = new Map([
    [servedMain, "ssl = on\nssl_cert_file = 'served.crt'\n"],
    [`${folder}served.crt`, pem],
  ]);
  const text = (uri: string) => files.get(uri);
  return {
    readFile: async (uri) => {
      const found = text(uri);
      return found === undefined ? undefined : new TextEncoder().encode(found);
    },
    readText: async (uri) => text(uri),
    stat: async (uri) => {
      const size = text(uri)?.length;
      return size === undefined ? undefined : { kind: "file", size, modified: 0 };
    },
    realUri: async (uri) => uri,
    readDirectory: async () => undefined,
    now: () => Date.now(),
  };
}
