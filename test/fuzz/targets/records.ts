import { deepStrictEqual } from "node:assert";
import { readRecord } from "../../../server/src/core/cluster/readRecord.ts";
import { changedRecords, readRecords } from "../../../server/src/core/cluster/records.ts";
import { SourceDocument } from "../../../server/src/core/cluster/sourceDocument.ts";
import { findSetting } from "../../../server/src/core/data/settings.ts";
import type { Language } from "../../../server/src/core/model/language.ts";
import { toServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import { authPosition } from "../../../server/src/core/syntax/authPosition.ts";
import { confAt } from "../../../server/src/core/syntax/conf/confAt.ts";
import { checkValue } from "../../../server/src/core/syntax/conf/value.ts";
import { readLdapUrl } from "../../../server/src/core/syntax/hba/ldapUrl.ts";
import { authContext } from "../../support/authContext.ts";
import type { Target } from "../engine/fuzz.ts";
import type { Input } from "../engine/mutate.ts";
import { applyEdit, toEdit } from "./edits.ts";
import { checkTree, ensure } from "./spans.ts";

/** A configuration file: the version, its text, and edits of it. */
export function recordsTarget(language: Language): Target {
  return {
    maxSize: 1500,
    // Twice what the costliest inputs of long runs took: what grows with the square of a size goes far beyond.
    budget: (size) => 20_000 + 1200 * size,
    run([version = "", text = "", ...edits]: Input) {
      const serverVersion = toServerVersion(version) ?? 18;
      const context = authContext({
        version: serverVersion,
        files: { a: "b, c\n@a", "a.conf": "include a.conf\n", unknown: null },
      });
      const document = new SourceDocument("file:///conf/pg_hba.conf", language, 1, text);
      let records = readRecords(document.current, serverVersion);
      for (const edit of [undefined, ...edits.slice(0, 4)]) {
        if (edit !== undefined) applyEdit(document, toEdit(edit));
        const former = records;
        records = readRecords(document.current, serverVersion, former);
        const fresh = readRecords(document.current, serverVersion);
        deepStrictEqual(records.entries, fresh.entries);
        const { start, removed, added } = changedRecords(former, records);
        deepStrictEqual(records.entries.slice(start + added), former.entries.slice(start + removed));
        const { lines } = document;
        let joined = "";
        for (let line = 0; line < lines.length; ) {
          const record = readRecord(language, lines, line, context);
          const own = "line" in record ? record.line : record;
          ensure(own.lineCount === records.entries[line]?.lineCount, "lines of a record and of its entry");
          checkTree(record, own.text.length);
          joined += own.text;
          for (const offset of [0, own.text.length >> 1, own.text.length])
            "line" in record ? authPosition(record.line, offset) : confAt(record, offset);
          if ("line" in record)
            for (const { tokens } of record.fields) readLdapUrl(tokens.at(-1)?.text ?? "");
          else if (record.name && record.value) {
            const setting = findSetting(record.name.text, serverVersion);
            if (setting)
              checkValue(setting, record.value.text, {
                serverVersion,
                build: context.build,
                serverPlatform: "posix",
              });
          }
          line += own.lineCount;
        }
        ensure(joined === lines.join(""), "the records together are what is read");
        // What a template fills in is read as comments, so that every position means the same in the text.
        ensure(joined.length === document.text.length, "what is read is as long as the text");
        ensure(
          document.current.template !== undefined || joined === document.text,
          "without a template the text is read",
        );
      }
    },
  };
}
