const passwords = ["password", "md5", "scram-sha-256"];

/**
 * Whether a client that got in by one method gets in by another; with the reason, where there is one to give.
 * @param wanted method and options of the record that matches now
 * @param proof how it got in: the method, with its options if they are known; absent where nothing is
 * @param hasOptions whether they are
 */
export function provedBy(
  wanted: string,
  proof: string | undefined,
  hasOptions: boolean,
): { readonly is: boolean | undefined; readonly reason?: string } {
  const nameOf = (method: string) => method.split(" ", 1)[0] ?? "";
  const method = nameOf(wanted);
  if (method === "trust" || method === "cert")
    return { is: true, reason: "The record requires nothing else." };
  if (proof === undefined) return { is: undefined };
  const former = nameOf(proof);
  const isPassword = passwords.includes(method);
  if (isPassword && passwords.includes(former)) {
    // What a role can do with SCRAM it can do with the others; a password that is stored as MD5 does not do for SCRAM.
    if (method === "scram-sha-256" && former !== method)
      return {
        is: undefined,
        reason: `The client got in by ${former}: with ${method} only if its password is stored for that.`,
      };
    return { is: true, reason: `The client got in by ${former}, so that it knows the password.` };
  }
  if (former === method && (isPassword || !hasOptions || wanted === proof))
    return { is: true, reason: `The client got in by ${method}, as the record requires.` };
  return {
    is: undefined,
    reason: `The client got in by ${former}: whether it does by ${method} is not in the log.`,
  };
}
