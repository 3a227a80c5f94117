import { connect as connectSocket, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls, type SecureVersion, type TLSSocket } from "node:tls";

/** A client's certificate with its chain, and its key, in PEM. */
export interface ClientCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How and as whom to connect. */
export interface Attempt {
  /** The port on 127.0.0.1, or the path of a Unix socket. */
  readonly to: number | string;
  /** The client's own address. */
  readonly from?: string;
  readonly user: string;
  readonly database: string;
  /** Ask for physical replication. */
  readonly replication?: boolean;
  /** Encrypt, with or without a certificate. */
  readonly tls?: Partial<ClientCertificate> & {
    /** The roots by which the server's certificate is verified, for the name `localhost`; otherwise it is not looked at. */
    readonly ca?: Buffer;
    readonly maxVersion?: SecureVersion;
  };
  /** Believe a server alone whose certificate comes from these CAs and is good for this name: libpq's `verify-full`. */
  readonly verify?: { readonly authorities: Buffer; readonly host: string };
}

/**
 * What the server answers to the start-up message: it lets in, requests a password or the like, or refuses; or the client does
 * not believe its certificate, which only `verify` distinguishes.
 */
export type Answer = "lets in" | "requests a password" | "refuses" | "is not believed";

/** How long a connection may take, in milliseconds. */
const patience = 120_000;

/** `SSLRequest` of the protocol. */
const tlsRequest = Buffer.of(0, 0, 0, 8, 4, 210, 22, 47);

/** So that it is the server alone that finds a certificate too weak. */
const anyStrength = "DEFAULT:@SECLEVEL=0";

/**
 * Connects as a client does (PostgreSQL's protocol, "SSL Session Encryption" and "Start-up") and returns how the server
 * answers. Roles and databases need not exist: the server looks for them later.
 */
export async function attempt(attempted: Attempt): Promise<Answer> {
  const { to, from, user, database, replication, tls, verify } = attempted;
  const socket =
    typeof to === "string"
      ? connectSocket(to)
      : connectSocket({
          port: to,
          host: from === "::1" ? from : "127.0.0.1",
          ...(from && { localAddress: from }),
        });
  const timer = setTimeout(() => socket.destroy(), patience);
  try {
    let session: Socket = socket;
    if (tls) {
      socket.write(tlsRequest);
      if ((await read(socket, 1)).toString() !== "S") return "refuses";
      const secure = connectTls({ socket, ciphers: anyStrength, ...trustOf(attempted), ...tls });
      session = secure;
      if (verify && !(await isBelieved(secure))) return "is not believed";
    }
    const options = { user, database, ...(replication && { replication: "true" }) };
    const parameters = Buffer.from(`${Object.entries(options).flat().join("\0")}\0\0`);
    const startup = Buffer.alloc(8);
    startup.writeInt32BE(startup.length + parameters.length, 0);
    startup.writeInt32BE(0x30000, 4);
    session.write(Buffer.concat([startup, parameters]));
    const answer = await read(session, 9);
    if (answer.length < 9 || answer.toString("latin1", 0, 1) !== "R") return "refuses";
    return answer.readInt32BE(5) === 0 ? "lets in" : "requests a password";
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

function trustOf({ verify, tls }: Attempt): ConnectionOptions {
  if (!verify) return tls?.ca ? { servername: "localhost" } : { rejectUnauthorized: false };
  const { authorities, host } = verify;
  return { ca: authorities, host, ...(!isIP(host) && { servername: host }) };
}

/** Whether the server's certificate passed; a handshake that fails for another reason shows later, by the server's silence. */
function isBelieved(session: TLSSocket): Promise<boolean> {
  return new Promise((resolve) => {
    session.once("secureConnect", () => resolve(true));
    session.once("error", () => resolve(!session.authorizationError));
    session.once("close", () => resolve(!session.authorizationError));
  });
}

/** The certificate that a server shows, `undefined` when no TLS session comes about. */
export async function servedCertificate(port: number): Promise<Buffer | undefined> {
  const socket = connectSocket({ port, host: "127.0.0.1" });
  const timer = setTimeout(() => socket.destroy(), patience);
  try {
    socket.write(tlsRequest);
    if ((await read(socket, 1)).toString() !== "S") return undefined;
    return await new Promise((resolve) => {
      const session = connectTls({ socket, rejectUnauthorized: false, ciphers: anyStrength }, () =>
        resolve(session.getPeerCertificate().raw),
      );
      session.on("error", () => resolve(undefined));
      session.on("close", () => resolve(undefined));
    });
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/** Whether a server lets the user `postgres` in over TLS. */
export async function letsIn(port: number, client: ClientCertificate): Promise<boolean> {
  return (await attempt({ to: port, user: "postgres", database: "postgres", tls: client })) === "lets in";
}

/** The first bytes of what comes; fewer when the connection ends before. */
function read(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let got = Buffer.alloc(0);
    const take = (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
      if (got.length >= count) finish();
    };
    const finish = () => {
      socket.off("data", take);
      resolve(got);
    };
    socket.on("data", take);
    socket.on("error", finish);
    socket.on("close", finish);
  });
}
