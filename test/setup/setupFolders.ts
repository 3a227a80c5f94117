import { readFile } from "node:fs/promises";
import type { Certificate } from "../../server/src/core/pki.ts";
import { pki } from "../../server/src/pki/index.ts";
import type { SetupRequest } from "../../server/src/setup/request.ts";
import type { At } from "../support/scratchFolder.ts";

/** What the requests of a test have in common: a folder for the CA, one for the server, and two hosts. */
export function requestIn(at: At): Pick<SetupRequest, "authorityFolder" | "serverFolder" | "hosts"> {
  return {
    get authorityFolder() {
      return at("ca");
    },
    get serverFolder() {
      return at("server");
    },
    hosts: ["db.example.com", "10.0.0.1"],
  };
}

/** The certificates in a file, in their order. */
export async function certificatesIn(path: string): Promise<Certificate[]> {
  return pki.decode(await readFile(path)).blocks.flatMap(({ certificate }) => certificate ?? []);
}

/** The first certificate of a file. @throws Error where there is none */
export async function firstCertificate(path: string): Promise<Certificate> {
  const [certificate] = await certificatesIn(path);
  if (!certificate) throw new Error(`${path} holds no certificate`);
  return certificate;
}
