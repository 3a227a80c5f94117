/**
 * A message without passwords: behind `password=`, in URIs, before the "@" of what libpq takes for a host when a URI has two, and,
 * where it quotes a piece of a connection string, in its quotations.
 */
export function withoutPasswords(message: string, quotesString = false): string {
  return (quotesString ? message.replace(/"[^"]*"?/g, '"***"') : message)
    .replace(/(\b(?:ssl)?password[ \t]*=[ \t]*)(?:'(?:[^'\\]|\\.){0,200}'?|[^\s&"']{1,200})/gi, "$1***")
    .replace(/(:\/\/[^\s:/@"']{0,200}:)[^\s"']{1,200}@/g, "$1***@")
    .replace(/(host name ")[^"@]{1,200}@/g, "$1***@");
}
