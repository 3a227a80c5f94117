import { connectionType } from "../../../data/connectionTypes.ts";
import { hbaKeywords } from "../../../data/hbaKeywords.ts";
import { wellKnownNetworks } from "../../../data/wellKnownNetworks.ts";
import { formatAddress, maskedBytes, numericAddress, prefixMask } from "../../../model/address.ts";
import type { Completion } from "../../../model/completion.ts";
import { countInWords } from "../../describe/describeNetwork.ts";
import { documentationKey } from "../documentation.ts";
import { sortKey } from "../word.ts";
import { usedWords } from "./authProposals.ts";
import type { HbaQuestion } from "./completeHba.ts";

/** Keywords, networks that people use, those of the lines around, and the masks that fit the address typed so far. */
export function addressProposals({ scope, word }: HbaQuestion): Completion[] {
  const { serverVersion } = scope.snapshot.context;
  if (word.isQuoted) return [];
  const keywords = hbaKeywords
    .filter(({ column }) => column === "address")
    .map(
      ({ name }, index): Completion => ({
        label: name,
        kind: "keyword",
        sortText: sortKey(0, index),
        documentationKey: documentationKey("address", serverVersion, name),
      }),
    );
  const networks = wellKnownNetworks.map(
    ({ network, words }, index): Completion => ({
      label: network,
      kind: "value",
      detail: words,
      sortText: sortKey(2, index),
    }),
  );
  const known = [...prefixes(word.typed), ...keywords, ...networks];
  const used = usedWords(scope, word, known, (fields) =>
    connectionType(fields[0] ?? "")?.hasAddress ? fields[3] : undefined,
  );
  return [...known, ...used];
}

/** A number without a mask, completed with each mask that leaves no bit of it behind. */
function prefixes(typed: string): Completion[] {
  const slash = typed.indexOf("/");
  const address = slash < 0 ? typed : typed.slice(0, slash);
  const number = numericAddress(address);
  // `10` is an address to the server, but hardly to whoever is typing it.
  if (!number || (number.family === 4 && address.split(".").length < 4)) return [];
  const all = number.bytes.length * 8;
  const lengths = number.family === 4 ? [32, 24, 16, 8, 0] : [128, 64, 48, 32, 0];
  return lengths
    .filter((length) => {
      const masked = maskedBytes(number.bytes, prefixMask(length, number.family));
      return length === all || formatAddress(masked) === formatAddress(number.bytes);
    })
    .map((length, index) => ({
      label: `${address}/${length}`,
      kind: "value",
      detail: length === all ? "this address alone" : `addresses: ${countInWords(all - length)}`,
      sortText: sortKey(1, index),
    }));
}

/** Masks for the address of the column before. */
export function maskProposals({ record }: HbaQuestion): Completion[] {
  const family = record.numericAddress?.family;
  if (!family) return [];
  const lengths = family === 4 ? [32, 24, 16, 8, 0] : [128, 64, 48, 32, 0];
  return lengths.map((length, index) => ({
    label: formatAddress(prefixMask(length, family)),
    kind: "value",
    detail: `/${length}`,
    sortText: sortKey(0, index),
  }));
}
