/**
 * A connection string without its password, which decides nothing here: neither a trace of the protocol nor an answer can have it. Where a
 * password is not written as it should be, more goes than the password.
 */
export function withoutPassword(text: string): string {
  return text
    .replace(/^(\s*\w{1,20}:\/\/[^:@/?]*):[^/?]*@/, "$1@")
    .replace(/([?&])(?:password|sslpassword)=[^&]*&?/g, "$1")
    .replace(/(^|\s)(?:password|sslpassword)\s*=\s*(?:'(?:[^'\\]|\\.)*(?:'|$)|(?:[^\s\\]|\\.)*)/gs, "$1");
}
