/** A message without passwords: behind `password=`, in URIs, and before the "@" of what libpq takes for a host when a URI has two. */
export function withoutPasswords(message: string): string {
  return message
    .replace(/(\b(?:ssl)?password[ \t]*=[ \t]*)(?:'(?:[^'\\]|\\.){0,200}'?|[^\s&"']{1,200})/gi, "$1***")
    .replace(/(:\/\/[^\s:/@"']{0,200}:)[^\s"']{1,200}@/g, "$1***@")
    .replace(/(host name ")[^"@]{1,200}@/g, "$1***@");
}
