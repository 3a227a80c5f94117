import type { Identity } from "../cluster/cluster.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import { blocksOf } from "./contents.ts";

/** Whether the certificate's file holds only a key and the key's only a certificate. */
export function isSwapped({ certificate, key }: Identity, family: OpenSslFamily): boolean {
  return (
    blocksOf(certificate, "certificate", family).length === 0 &&
    blocksOf(certificate, "key", family).length > 0 &&
    blocksOf(key, "key", family).length === 0 &&
    blocksOf(key, "certificate", family).length > 0
  );
}
