/** What the server takes from an `ldapurl`, or why it cannot read it. */
export type LdapUrl =
  | {
      readonly problem: undefined;
      /** Even an empty one counts; without a slash after the host there is none. */
      readonly hasBase: boolean;
      readonly hasAttribute: boolean;
      readonly hasFilter: boolean;
      readonly scheme: "ldap" | "ldaps";
      /** Each of these is empty where the URL has none. */
      readonly host: string;
      readonly port: string;
      readonly base: string;
      /** The first of the list, which is all that the server uses. */
      readonly attribute: string;
      readonly scope: string;
      readonly filter: string;
    }
  | { readonly problem: LdapUrlProblem };

export type LdapUrlProblem =
  | "scheme"
  | "enclosure"
  | "host"
  | "port"
  | "attributes"
  | "scope"
  | "filter"
  | "extensions"
  | "question-marks";

/**
 * Reads an LDAP URL (RFC 4516) as OpenLDAP's `ldap_url_parse` does, which is what the server hands it to; of the schemes
 * the server takes `ldap` and `ldaps`. OpenLDAP also knows the forms `<url>` and `URL:url`.
 */
export function readLdapUrl(text: string): LdapUrl {
  const start = /^(<?)(?:URL:)?ldaps?:\/\//i.exec(text);
  if (!start) return { problem: "scheme" };
  let rest = text.slice(start[0].length);
  if (start[1]) {
    if (!rest.endsWith(">")) return { problem: "enclosure" };
    rest = rest.slice(0, -1);
  }
  const slash = rest.indexOf("/");
  const hostProblem = checkHost(slash < 0 ? (rest.split("?", 1)[0] ?? "") : rest.slice(0, slash));
  if (hostProblem) return { problem: hostProblem };
  const address = splitHost(slash < 0 ? (rest.split("?", 1)[0] ?? "") : rest.slice(0, slash));
  const scheme = /^<?(?:URL:)?ldaps:/i.test(text) ? "ldaps" : "ldap";
  const common = { problem: undefined, scheme, ...address } as const;
  if (slash < 0)
    return {
      ...common,
      hasBase: false,
      hasAttribute: false,
      hasFilter: false,
      base: "",
      attribute: "",
      scope: "",
      filter: "",
    };
  const [base = "", attributes = "", scope = "", filter = "", extensions, ...others] = rest
    .slice(slash + 1)
    .split("?");
  // A list without a single name makes the server read a name that is not there.
  if (attributes !== "" && /^,*$/.test(unescaped(attributes))) return { problem: "attributes" };
  if (scope !== "" && !scopes.has(unescaped(scope).toLowerCase())) return { problem: "scope" };
  if (filter !== "" && unescaped(filter) === "") return { problem: "filter" };
  if (others.length > 0) return { problem: "question-marks" };
  if (extensions !== undefined && /^,*$/.test(extensions)) return { problem: "extensions" };
  return {
    ...common,
    hasBase: true,
    hasAttribute: attributes !== "",
    hasFilter: filter !== "",
    base: unescaped(base),
    attribute:
      unescaped(attributes)
        .split(",")
        .find((name) => name !== "") ?? "",
    scope: unescaped(scope).toLowerCase(),
    filter: unescaped(filter),
  };
}

function checkHost(text: string): LdapUrlProblem | undefined {
  let afterHost = text;
  if (text.startsWith("[")) {
    const bracket = text.indexOf("]");
    if (bracket < 0) return "host";
    afterHost = text.slice(bracket + 1);
    if (afterHost.indexOf(":") > 0) return "host";
  }
  const colon = afterHost.indexOf(":");
  if (colon < 0) return undefined;
  return /^[ \t\n\v\f\r]*[+-]?[0-9]+$/.test(unescaped(afterHost.slice(colon + 1))) ? undefined : "port";
}

function splitHost(text: string): { host: string; port: string } {
  const [, host = text, port = ""] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(text) ?? [];
  return { host: unescaped(host), port: unescaped(port) };
}

/** Undoes `%XX`; a text with a broken one comes out empty, and ends at an escaped NUL. */
function unescaped(text: string): string {
  if (/%(?![0-9a-f]{2})/i.test(text)) return "";
  const plain = text.replace(/%([0-9a-f]{2})/gi, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  return plain.split("\0", 1)[0] ?? "";
}

const scopes: ReadonlySet<string> = new Set([
  "base",
  "one",
  "onelevel",
  "sub",
  "subtree",
  "subord",
  "subordinate",
  "children",
]);
