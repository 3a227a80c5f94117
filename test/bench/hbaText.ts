/** A pg_hba.conf of so many lines, all of them fine: rules for distinct networks, a comment now and then. */
export function hbaText(lineCount: number): string {
  const lines: string[] = [];
  for (let index = 0; index < lineCount; index++) {
    if (index % 10 === 9) {
      lines.push(`# application ${index}: only over TLS`);
      continue;
    }
    const network = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}/32`;
    const options = index % 3 === 0 ? " clientcert=verify-ca" : "";
    lines.push(
      `hostssl application_${index} role_${index % 97} ${network.padEnd(20)} scram-sha-256${options}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
