import { describePem } from "../../../server/src/cli/inspect/fileText.ts";
import { relate } from "../../../server/src/cli/inspect/relations.ts";
import { describeRelations } from "../../../server/src/cli/inspect/relationsText.ts";
import { pemToJson } from "../../../server/src/cli/inspect/toJson.ts";
import { certificatesOf } from "../../../server/src/core/index.ts";
import { pki } from "../../../server/src/pki/index.ts";
import type { Target } from "../engine/fuzz.ts";
import { ensure } from "./spans.ts";

/** The bytes of a file, then those of a second one, which may have issued it. */
export const pemFiles: Target = {
  maxSize: 6000,
  isBinary: true,
  budget: (size) => 200_000 + 2000 * size,
  run(input) {
    const inspected = input
      .slice(0, 2)
      .map((text, index) => ({ path: `file${index}`, file: pki.decode(Buffer.from(text, "latin1")) }));
    for (const { file } of inspected) {
      describePem(file, pki, 0);
      JSON.stringify(pemToJson(file));
      certificatesOf(file);
      for (const { certificate, crl, key, problem } of [
        ...file.blocks,
        { problem: undefined, ...file.der },
      ]) {
        if (certificate)
          ensure(/^[0-9a-f]{8}$/.test(pki.nameHash(certificate, "subject")), "the hash of a name");
        if (crl) ensure(/^[0-9a-f]{8}$/.test(pki.nameHash(crl, "crl-issuer")), "the hash of a name");
        const words = problem ?? key?.problem;
        ensure(words === undefined || /^[A-Za-z0-9 ,'#()-]{5,90}$/.test(words), `the problem ${words}`);
      }
    }
    describeRelations(relate(inspected, pki), inspected, 0);
  },
};
