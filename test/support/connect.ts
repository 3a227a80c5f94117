import { connect as connectSocket, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** A client's certificate with its chain, and its key, in PEM. */
export interface ClientCertificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How long a connection may take, in milliseconds. */
const patience = 10_000;

/**
 * Connects over TLS as the user `postgres` (PostgreSQL's protocol, "SSL Session Encryption" and "Start-up"), and tells
 * whether the server lets the client in. The server's own certificate is not looked at.
 */
export async function letsIn(port: number, client?: ClientCertificate): Promise<boolean> {
  const socket = connectSocket(port, "127.0.0.1");
  const timer = setTimeout(() => socket.destroy(), patience);
  try {
    socket.write(Buffer.of(0, 0, 0, 8, 4, 210, 22, 47));
    if ((await firstByte(socket)) !== "S") return false;
    const session = connectTls({ socket, rejectUnauthorized: false, ...client });
    const parameters = "user\0postgres\0database\0postgres\0\0";
    const startup = Buffer.alloc(8 + parameters.length);
    startup.writeInt32BE(startup.length, 0);
    startup.writeInt32BE(0x30000, 4);
    startup.write(parameters, 8, "latin1");
    session.write(startup);
    return (await firstByte(session)) === "R";
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}

/** The first octet of the answer; empty when the connection ends without one. */
function firstByte(socket: Pick<Socket, "once" | "on">): Promise<string> {
  return new Promise((resolve) => {
    socket.once("data", (chunk: Buffer) => resolve(String.fromCharCode(chunk[0] ?? 0)));
    socket.on("error", () => resolve(""));
    socket.once("close", () => resolve(""));
  });
}
