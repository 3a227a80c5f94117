import { connect, isIP, type Socket } from "node:net";
import { Duplex } from "node:stream";
import {
  type ConnectionOptions,
  connect as connectTls,
  type DetailedPeerCertificate,
  type TLSSocket,
} from "node:tls";
import { HandshakeTap } from "./handshakeTap.ts";

/** A server to look at, and how. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (`sslnegotiation=direct`, PostgreSQL 17 and later). */
  readonly direct?: boolean;
  /** The name that the client requests (SNI) and the certificate is to cover; that of the host when absent. */
  readonly serverName?: string;
  /** Milliseconds that all of it may take. */
  readonly timeout: number;
}

/** What a server shows before anybody logs in. */
export interface Served {
  readonly protocol: string;
  readonly cipher: string;
  readonly group?: string;
  readonly alpn?: string;
  /** Certificates in DER, the server's own first. */
  readonly chain: readonly Uint8Array[];
  /** Whether these are all that it sends, in its order. */
  readonly isWhole: boolean;
  /** The CAs of which it requests client certificates, names in DER; absent where that is not known. */
  readonly authorities?: readonly Uint8Array[];
  /** Whether it requests a client certificate; absent where that is not known. */
  readonly requestsCertificate?: boolean;
  readonly hasOcspStaple: boolean;
}

/** What several handshakes show. */
export interface Looked extends Served {
  /** Whether TLS 1.1 or older is accepted. */
  readonly acceptsOldProtocols: boolean;
}

/** A server without TLS, one of another kind, or one that is not reached. */
export class NotServed extends Error {
  readonly kind: "cleartext" | "unreachable" | "handshake";

  constructor(kind: NotServed["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** `SSLRequest` of PostgreSQL's protocol. */
const sslRequest = Buffer.of(0, 0, 0, 8, 4, 210, 22, 47);

/**
 * Looks at what a server serves: a TLS handshake after `SSLRequest`, and nothing behind it. A second one with TLS 1.2, in which
 * certificates are sent in clear, shows all that is sent, and of which CAs client certificates are requested; a third one shows
 * whether older versions are accepted. @throws NotServed
 */
export async function lookAt(target: Target): Promise<Looked> {
  const first = await handshake(target, {});
  const tap = new HandshakeTap();
  const second = await handshake(target, { maxVersion: "TLSv1.2" }, tap).catch(() => undefined);
  const sent = second && tap.certificates;
  const isSame = sent?.[0] && first.chain[0] && Buffer.compare(sent[0], first.chain[0]) === 0;
  const old = await handshake(target, { maxVersion: "TLSv1.1" }).catch(() => undefined);
  return {
    ...first,
    acceptsOldProtocols: old !== undefined,
    ...(isSame && {
      chain: sent,
      isWhole: true,
      requestsCertificate: tap.authorities !== undefined,
      ...(tap.authorities && { authorities: tap.authorities }),
    }),
  };
}

async function handshake(
  { host, port, direct = false, serverName = host, timeout }: Target,
  options: ConnectionOptions,
  tap?: HandshakeTap,
): Promise<Served> {
  const socket = connect({ host, port });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy(new Error("no answer in time"));
  }, timeout);
  try {
    await until(socket, "connect", "unreachable");
    if (!direct) await requestTls(socket);
    const name = serverName.replace(/\.$/, "");
    const tls = connectTls({
      socket: tap ? tapped(socket, tap) : socket,
      rejectUnauthorized: false, // verified afterwards, as different clients do
      ca: [],
      requestOCSP: true,
      minVersion: "TLSv1",
      ciphers: "DEFAULT:@SECLEVEL=0",
      ALPNProtocols: ["postgresql"],
      ...(isIP(name) === 0 && { servername: name }),
      ...options,
    } as ConnectionOptions);
    tls.on("error", () => undefined); // also one that comes late
    socket.on("error", (error) => tls.destroy(error));
    let hasOcspStaple = false;
    tls.on("OCSPResponse", (response: Buffer | null) => {
      hasOcspStaple = (response?.length ?? 0) > 0;
    });
    await until(tls, "secureConnect", "handshake");
    return { ...describe(tls), hasOcspStaple };
  } catch (error) {
    if (isLate) throw new NotServed("unreachable", `no answer within ${timeout / 1000} s`);
    throw error;
  } finally {
    clearTimeout(timer);
    socket.on("error", () => undefined); // nothing counts any more
    socket.destroy();
  }
}

function until(socket: Socket | TLSSocket, event: string, kind: NotServed["kind"]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) => reject(new NotServed(kind, message));
    socket.once(event, resolve);
    socket.once("error", (error) => fail(inWords(error)));
    socket.once("close", () => fail("the server closed the connection"));
  });
}

async function requestTls(socket: Socket): Promise<void> {
  socket.write(sslRequest);
  const answer = await new Promise<Buffer>((resolve, reject) => {
    socket.once("data", resolve);
    socket.once("error", (error) => reject(new NotServed("unreachable", error.message)));
    socket.once("close", () => reject(new NotServed("unreachable", "the server closed the connection")));
  });
  socket.pause();
  const letter = answer.toString("latin1", 0, 1);
  if (letter === "N") throw new NotServed("cleartext", "the server has TLS turned off");
  if (letter !== "S")
    throw new NotServed("handshake", "this is no PostgreSQL server, or one that accepts no connections");
  // Nobody who may read along has a say before the handshake (CVE-2021-23222).
  if (answer.length > 1) throw new NotServed("handshake", "the server sent something before the handshake");
}

function describe(tls: TLSSocket): Omit<Served, "hasOcspStaple"> {
  const key = tls.getEphemeralKeyInfo() as { name?: string; type?: string; size?: number } | null;
  const group = key?.name ?? (key?.type ? `${key.type} ${key.size}` : undefined);
  const alpn = tls.alpnProtocol;
  return {
    protocol: tls.getProtocol() ?? "",
    cipher: tls.getCipher().standardName ?? tls.getCipher().name,
    ...(group !== undefined && { group }),
    ...(alpn && { alpn }),
    chain: linksOf(tls.getPeerCertificate(true)),
    isWhole: false,
  };
}

/** Certificates that are followed at the most. */
const maxLinks = 20;

function linksOf(leaf: DetailedPeerCertificate): Uint8Array[] {
  const links: Uint8Array[] = [];
  for (let link: DetailedPeerCertificate | undefined = leaf; link?.raw && links.length < maxLinks; ) {
    links.push(link.raw);
    link = link.issuerCertificate === link ? undefined : link.issuerCertificate;
  }
  return links;
}

/** The socket as a stream whose bytes from the server can be looked at. */
function tapped(socket: Socket, tap: HandshakeTap): Duplex {
  const stream = new Duplex({
    read: () => void socket.resume(),
    write: (chunk: Buffer, _, done) => void socket.write(chunk, () => done()),
    final: (done) => void socket.end(done),
  });
  socket.on("data", (chunk: Buffer) => {
    tap.read(chunk);
    if (!stream.push(chunk)) socket.pause();
  });
  socket.on("end", () => stream.push(null));
  socket.on("close", () => stream.destroy());
  return stream;
}

/** Node's names of what goes wrong before there is a connection, in words. */
const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: "no server listens at this address and port",
  ENOTFOUND: "the host name is not known",
  EAI_AGAIN: "the host name cannot be looked up at the moment",
  EHOSTUNREACH: "no way leads to this address",
  ENETUNREACH: "no way leads to this address",
};

function inWords(error: NodeJS.ErrnoException): string {
  const found = words[error.code ?? ""];
  return found === undefined ? error.message : `${found} (${error.code})`;
}
