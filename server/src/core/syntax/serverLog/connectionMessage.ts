import type { MatchedRecord, Session } from "../../model/session.ts";

/** What one message of the log says about a connection. */
export type ConnectionMessage =
  /** The server took it, before anything is known of its role. */
  | { readonly kind: "received"; readonly host: string }
  | {
      readonly kind: "authenticated";
      readonly method: string;
      readonly identity?: string;
      readonly record: MatchedRecord;
    }
  | { readonly kind: "authorized"; readonly session: Session }
  | { readonly kind: "refused"; readonly session: Session }
  /** The detail of a refusal names the record. */
  | { readonly kind: "matched"; readonly record: MatchedRecord };

/**
 * The connection that a message is about: `log_connections` and the refusals of PostgreSQL 13 to 19 (postinit.c, auth.c,
 * backend_startup.c), in English. `undefined` for all others.
 */
export function connectionMessage(text: string): ConnectionMessage | undefined {
  if (text.startsWith("connection received: host=")) {
    const received = /^connection received: host=(\S+)(?: port=\S+)?$/.exec(text)?.[1];
    return received === undefined ? undefined : { kind: "received", host: received };
  }
  return authenticated(text) ?? authorized(text) ?? refused(text) ?? matched(text);
}

function authenticated(text: string): ConnectionMessage | undefined {
  const found = /^connection authenticated: (?:(identity)|user)="(.*)" method=([\w-]+) \((.+):(\d+)\)$/s.exec(
    text,
  );
  if (!found) return undefined;
  const [, isIdentity, name = "", method = "", path = "", line = ""] = found;
  return {
    kind: "authenticated",
    method,
    ...(isIdentity && { identity: name }),
    record: { path, line: Number(line) },
  };
}

const end =
  /(?: application_name=(.*?))?( SSL enabled \(protocol=[^()]*\))?(?: GSS \(authenticated=\w+, encrypted=(\w+)[^()]*\))?$/;

function authorized(text: string): ConnectionMessage | undefined {
  const head = /^(replication )?connection authorized: user=/.exec(text);
  if (!head) return undefined;
  const isReplication = head[1] !== undefined;
  const rest = text.slice(head[0].length);
  const [tail = "", application, tls, encrypted] = end.exec(rest) ?? [];
  const names = rest.slice(0, rest.length - tail.length);
  const at = isReplication ? -1 : names.indexOf(" database=");
  if (at < 0 && !isReplication) return undefined; // a name holds the end of a line, and the rest is in the next one
  const type = tls ? "ssl" : encrypted === "yes" ? "gss" : undefined;
  return {
    kind: "authorized",
    session: {
      user: at < 0 ? names : names.slice(0, at),
      ...(at >= 0 && { database: names.slice(at + " database=".length), replication: false }),
      ...(application && { application }),
      ...(type && { type }),
    },
  };
}

const refusal =
  /^(?:no pg_hba\.conf entry for |pg_hba\.conf rejects )(replication )?(?:connection (?:for|from) )?host "(.*?)", user "(.*?)"(?:, database "(.*?)")?, (.*)$/s;

function refused(text: string): ConnectionMessage | undefined {
  const found = refusal.exec(text);
  if (!found) return undefined;
  const [, replication, host = "", user = "", database, encryption = ""] = found;
  const type =
    host === "[local]"
      ? "local"
      : /^SSL (?:on|encryption)/.test(encryption)
        ? "ssl"
        : encryption.startsWith("GSS")
          ? "gss"
          : "plain";
  return {
    kind: "refused",
    session: {
      user,
      type,
      replication: replication !== undefined,
      ...(database !== undefined && { database }),
      ...(host !== "[local]" && { address: host }),
      isRefused: true,
    },
  };
}

function matched(text: string): ConnectionMessage | undefined {
  const found = /^Connection matched (?:file "(.*)"|(\S+)) line (\d+): "/.exec(text);
  if (!found) return undefined;
  const [, quoted, path = "", line = ""] = found;
  return { kind: "matched", record: { path: quoted ?? path, line: Number(line) } };
}
