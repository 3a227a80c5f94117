/** Bytes of a handshake that are looked at. */
const maxBytes = 256 * 1024;

/** Content types and messages of TLS 1.2 (RFC 5246, 6.2.1 and 7.4). */
const handshakeRecord = 22;
const certificateMessage = 11;
const requestMessage = 13;

/** Reads along what a server sends in a handshake of TLS 1.2, in clear until the change of the cipher. */
export class HandshakeTap {
  /** The certificates in DER, as they are sent. */
  certificates: readonly Uint8Array[] | undefined;
  /** The names of the CAs in DER, where a client certificate is requested; none means any. */
  authorities: readonly Uint8Array[] | undefined;
  #records = Buffer.alloc(0);
  #messages = Buffer.alloc(0);
  #isOver = false;

  /** The next bytes from the server. */
  read(chunk: Uint8Array): void {
    if (this.#isOver) return;
    this.#records = Buffer.concat([this.#records, chunk]);
    while (!this.#isOver && this.#records.length >= 5) {
      const end = 5 + this.#records.readUInt16BE(3);
      if (this.#records.length < end) break;
      if (this.#records[0] !== handshakeRecord) this.#isOver = true;
      else this.#messages = Buffer.concat([this.#messages, this.#records.subarray(5, end)]);
      this.#records = this.#records.subarray(end);
      this.#readMessages();
    }
    if (this.#records.length + this.#messages.length > maxBytes) this.#isOver = true;
  }

  #readMessages(): void {
    while (this.#messages.length >= 4) {
      const end = 4 + this.#messages.readUIntBE(1, 3);
      if (this.#messages.length < end) return;
      const body = this.#messages.subarray(4, end);
      if (this.#messages[0] === certificateMessage) this.certificates = vectors(body.subarray(3), 3);
      if (this.#messages[0] === requestMessage) this.authorities = authoritiesOf(body);
      this.#messages = this.#messages.subarray(end);
    }
  }
}

/** Behind the types of certificates and the algorithms of signatures (RFC 5246, 7.4.4). */
function authoritiesOf(body: Buffer): readonly Uint8Array[] {
  const algorithms = 1 + (body[0] ?? 0);
  if (body.length < algorithms + 2) return [];
  const names = algorithms + 2 + body.readUInt16BE(algorithms);
  return vectors(body.subarray(names + 2), 2);
}

/** Parts that each follow their length, which has so many bytes. */
function vectors(bytes: Buffer, lengthBytes: number): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at + lengthBytes <= bytes.length; ) {
    const start = at + lengthBytes;
    at = start + bytes.readUIntBE(at, lengthBytes);
    parts.push(bytes.subarray(start, at));
  }
  return parts;
}
