import type { HbaOption } from "../syntax/hba/hbaRecord.ts";
import type { LdapAccess, LdapPart } from "../syntax/hba/ldapAccess.ts";
import { isAttributeName, isDistinguishedName, isSearchFilter } from "../syntax/hba/ldapText.ts";

/** Why an `ldap` record that loads lets nobody in, or too many. */
export interface LdapFault {
  readonly option: HbaOption | undefined;
  readonly message: string;
  readonly detail?: string;
  /** Only a risk, or up to the LDAP server: a warning, and not an error. */
  readonly isRisk?: true;
  /** What to write in place of the option; empty to remove it. */
  readonly instead?: string;
}

/** All that is wrong with how a record connects to its LDAP server, at most one for each of its options. */
export function ldapFaults(access: LdapAccess): readonly LdapFault[] {
  const isSearch = access.base !== undefined && !access.prefix && !access.suffix;
  const isDirect = access.prefix !== undefined || access.suffix !== undefined;
  const faults = [
    ...transportFaults(access),
    ...serverFaults(access, isSearch, isDirect),
    ...(isDirect ? directFaults(access) : []),
    ...(isSearch ? searchFaults(access) : []),
  ];
  return faults.filter(({ option }, at) => faults.findIndex((other) => other.option === option) === at);
}

function* transportFaults({ scheme, port, startTls, url }: LdapAccess): Generator<LdapFault> {
  const isTls = scheme?.text === "ldaps";
  if (isTls && startTls)
    yield {
      option: startTls,
      message:
        "With ldaps the connection is encrypted already, and ldaptls=1 makes every login fail; remove it.",
      detail: "The server logs “could not start LDAP TLS session”, as TLS has started.",
      instead: "",
    };
  if (scheme && url && scheme.option !== url.option && !url.text.toLowerCase().includes(`${scheme.text}://`))
    yield {
      option: scheme.option,
      message: "ldapscheme contradicts the scheme of ldapurl, and only one fits the port; remove ldapscheme.",
      instead: "",
    };
  if (!port) return;
  const number = Number(port.text);
  if (number > 65_535 || number < 0)
    yield { option: port.option, message: "A port is at most 65535; correct ldapport." };
  const forTls = [636, 3269].includes(number);
  const forClear = [389, 3268].includes(number);
  const isOwn = port.option.name === "ldapport";
  if (forTls && !isTls && scheme?.text !== "ldapi")
    yield {
      option: port.option,
      message: `Port ${number} is for ldaps, and this line uses ldap there; write ldapscheme=ldaps.`,
      detail:
        "On this port LDAP servers expect TLS from the first byte on, which StartTLS (ldaptls=1) is not.",
      ...(isOwn && !scheme && !startTls && { instead: `ldapscheme=ldaps ldapport=${number}` }),
    };
  if (forClear && isTls && scheme.option !== url?.option)
    yield {
      option: port.option,
      message: `Port ${number} is for ldap, and this line uses ldaps there; write ${number === 389 ? 636 : 3269}, or ldaptls=1 without ldaps.`,
      ...(isOwn && { instead: `ldapport=${number === 389 ? 636 : 3269}` }),
    };
}

function* serverFaults(
  { server, base, url }: LdapAccess,
  isSearch: boolean,
  isDirect: boolean,
): Generator<LdapFault> {
  if (!server?.text) {
    const option = server?.option ?? url?.option;
    if (isDirect)
      yield {
        option,
        message: "Without ldapserver every login fails; add it to the line.",
        detail: "The server logs “LDAP server not specified, and no ldapbasedn”.",
      };
    else if (isSearch && base && !/(?:^|[,;+])\s*dc\s*=/i.test(base.text))
      yield {
        option: base.option,
        message:
          "Without ldapserver, ldapbasedn must have parts dc=, or a login crashes the server; add ldapserver.",
        detail:
          "The server makes a domain of these parts and looks its LDAP servers up in the DNS. Where there are none, PostgreSQL 15.18 crashed at the first login, and restarted.",
      };
    return;
  }
  if (server.option.name !== "ldapserver") return;
  const words = server.text.split(/\s+/).filter((word) => word !== "");
  const scheme = /^(ldaps?):\/\//i.exec(server.text)?.[1]?.toLowerCase();
  const fail = "The server logs “could not initialize LDAP”, and every login fails.";
  const fault = (message: string, instead?: string): LdapFault => ({
    option: server.option,
    message,
    detail: fail,
    ...(instead !== undefined && { instead }),
  });
  const bare = /^(?:(ldaps?):\/\/)?([\w.-]+|\[[0-9a-f:.]+\])(?::(\d+))?\/?$/i.exec(server.text);
  const [, , host = "", port] = bare ?? [];
  const corrected = bare
    ? `ldapserver=${host}${scheme === "ldaps" ? " ldapscheme=ldaps" : ""}${port ? ` ldapport=${port}` : ""}`
    : undefined;
  if (words.some((word) => word.includes("://")))
    yield fault(
      "ldapserver takes host names only; write the scheme as ldapscheme, or all of it as ldapurl.",
      corrected,
    );
  else if (words.some((word) => /[,;]/.test(word)))
    yield fault(
      "Names in ldapserver are separated by blanks, inside double quotes: replace the commas.",
      `ldapserver="${server.text.split(/[,;\s]+/).join(" ")}"`,
    );
  else if (words.some((word) => /^[0-9a-f]*:[0-9a-f:.]*:/i.test(word)))
    yield fault(
      "An IPv6 address in ldapserver must be in brackets; write [::1].",
      words.length === 1 ? `ldapserver=[${words[0]}]` : undefined,
    );
  else if (words.some((word) => /:\d+\/?$/.test(word)))
    yield fault("ldapserver takes no port; write it as ldapport.", corrected);
  else if (words.some((word) => word.includes("/")))
    yield fault("ldapserver takes host names only; remove the slash.", corrected);
}

function* directFaults({ prefix, suffix }: LdapAccess): Generator<LdapFault> {
  const [before, behind] = [prefix?.text ?? "", suffix?.text ?? ""];
  // `DOMAIN\` and `@example.com` make names of Active Directory, which are no distinguished names.
  if (!/=/.test(before + behind)) return;
  const detail = `The role alice would bind as ${before}alice${behind}.`;
  const rest = /^[^,;+]*/.exec(behind)?.[0] ?? "";
  if (rest.includes("="))
    yield {
      option: suffix?.option,
      message: "The role and ldapsuffix run into one another; start ldapsuffix with a comma.",
      detail,
      instead: `ldapsuffix=",${behind.trim()}"`,
    };
  else if (!/(?:^|[,;+])\s*[\w.-]+\s*=[^=,;+]*$/.test(before))
    yield {
      option: (prefix ?? suffix)?.option,
      message: "ldapprefix must end in the attribute of the role, such as ldapprefix=uid= (with the sign =).",
      detail,
      ...(prefix && /^[A-Za-z]\w*$/.test(before) && { instead: `ldapprefix=${before}=` }),
    };
  else if (behind === "" && /[,;+]/.test(before))
    yield {
      option: prefix?.option,
      message: "The role comes behind ldapprefix; write the base DN as ldapsuffix.",
      detail,
    };
  else if (!isDistinguishedName(`${before}x${behind}`))
    yield {
      option: (suffix ?? prefix)?.option,
      message:
        "ldapprefix, role and ldapsuffix do not make a distinguished name; correct commas and = signs.",
      detail,
    };
}

function* searchFaults(access: LdapAccess): Generator<LdapFault> {
  const { base, bindDn, password, attribute, filter } = access;
  if (base && !isDistinguishedName(base.text)) {
    const domain = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(base.text)
      ? base.text.replace(/^|\./g, (dot) => `${dot && ","}dc=`)
      : undefined;
    yield {
      option: base.option,
      message: `The base DN is not a distinguished name; write ${domain ?? "parts such as dc=example,dc=com"}.`,
      ...(domain && base.option.name === "ldapbasedn" && { instead: `ldapbasedn="${domain}"` }),
    };
  }
  yield* bindFaults(bindDn, password);
  if (attribute && !isAttributeName(attribute.text))
    yield {
      option: attribute.option,
      message: "The search attribute is not the name of one attribute; write uid or the like, or a filter.",
    };
  if (filter) yield* filterFaults(filter);
  yield* scopeFaults(access);
}

function* bindFaults(bindDn: LdapPart | undefined, password: LdapPart | undefined): Generator<LdapFault> {
  const detail =
    "LDAP servers refuse to search for such a client unless they are set up otherwise (RFC 4513, 5.1.2).";
  if (bindDn?.text && !password?.text)
    yield {
      option: bindDn.option,
      message: "ldapbinddn without ldapbindpasswd is refused; add the password.",
      detail,
      isRisk: true,
    };
  else if (password?.text && !bindDn?.text)
    yield {
      option: password.option,
      message: "ldapbindpasswd without ldapbinddn is refused; add ldapbinddn.",
      detail,
      isRisk: true,
    };
  else if (bindDn?.text && !/[@\\]/.test(bindDn.text) && !isDistinguishedName(bindDn.text))
    yield {
      option: bindDn.option,
      message: "ldapbinddn is not a distinguished name; write cn=…,dc=….",
      isRisk: true,
    };
}

function* filterFaults({ text, option }: LdapPart): Generator<LdapFault> {
  if (!isSearchFilter(text.replaceAll("$username", "x"))) {
    yield {
      option,
      message:
        "The search filter is not well formed; check parentheses and = signs, as in (&(a=1)(uid=$username)).",
      detail: "The server logs “Bad search filter”, and every login fails.",
    };
    return;
  }
  if (text.includes("$username")) return;
  const other = /%[us]|\{0\}|\{\{?\s*(?:user(?:name)?|login)\s*\}?\}|\$\{?(?:user(?:name)?|login)\b\}?/i.exec(
    text,
  )?.[0];
  yield {
    option,
    message: other
      ? "The search filter has no $username, the only placeholder that the server knows; write that."
      : "The search filter has no $username: every role logs in with the password of the same entry.",
    ...(!other && { isRisk: true }),
    ...(other &&
      option.name === "ldapsearchfilter" && {
        instead: `ldapsearchfilter="${text.replace(other, "$username")}"`,
      }),
  };
}

function* scopeFaults({ scope, isScopeForgotten, url }: LdapAccess): Generator<LdapFault> {
  if (!scope || !url) return;
  if (isScopeForgotten) {
    if (scope.text === "" || scope.text.startsWith("sub")) return;
    yield {
      option: url.option,
      message:
        "The scope of ldapurl counts only in the last option, else all is searched; move ldapurl to the end.",
      detail:
        "Any option behind ldapurl makes the server forget the scope and search everything below the base DN.",
      isRisk: true,
    };
  } else if (scope.text === "" || scope.text === "base")
    yield {
      option: url.option,
      message: `${scope.text === "" ? "Without a scope" : "With the scope base"}, only the base DN itself is searched and no role is found; write ?sub.`,
      detail:
        "The URL's form is ldap://host/basedn?attribute?scope?filter, and the default of the scope is base.",
      instead: withScope(url.text),
    };
}

/** The URL with the scope `sub`. */
function withScope(url: string): string {
  const [start = "", attribute = "", , ...rest] = url.split("?");
  return `ldapurl="${[start, attribute, "sub", ...rest].join("?")}"`;
}
