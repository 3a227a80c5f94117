import { expect, test } from "vitest";
import { wrongGroup } from "../../../server/src/core/rules/files/groupList.ts";
// Whether `SSL_CTX_set1_groups_list` of OpenSSL 3.5.9 and 3.6.5, which are of one mind, takes the list.
import recorded from "../fixtures/groupLists.json" with { type: "json" };

test.each(["3", "3.5"] as const)(
  "a list of groups is refused by %s when OpenSSL 3.5 refuses it",
  (family) => {
    const different = Object.entries(recorded).filter(
      ([list, isTaken]) => (wrongGroup(list, family) === undefined) !== isTaken,
    );
    expect(different).toEqual([]);
    expect(Object.keys(recorded).length).toBeGreaterThan(400);
  },
);
