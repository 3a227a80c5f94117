import type { MessageRow } from "./messageRow.ts";

const rows: readonly Omit<MessageRow, "source">[] = [
  {
    patterns: ['weak sslmode "{other}" may not be used with sslnegotiation=direct'],
    meaning: "sslnegotiation=direct begins with TLS, so that a mode that allows cleartext makes no sense.",
    remedy: "Use sslmode=verify-full, verify-ca or require with it.",
    rules: ["connection-value-invalid"],
  },
  {
    patterns: [
      "direct SSL connection was established without ALPN protocol negotiation extension",
      "SSL connection was established with unexpected ALPN protocol",
    ],
    meaning: "What answered TLS is not PostgreSQL, or a proxy that does not pass ALPN on.",
    remedy: "Let the proxy offer ALPN postgresql, or use sslnegotiation=postgres.",
  },
  {
    patterns: [
      'invalid channel_binding value: "{other}"',
      'invalid gssencmode value: "{other}"',
      'invalid sslnegotiation value: "{other}"',
      'invalid sslcertmode value: "{other}"',
      'invalid ssl_min_protocol_version value: "{other}"',
      'invalid ssl_max_protocol_version value: "{other}"',
      "invalid SSL protocol version range",
      'invalid value "{other}" for minimum SSL protocol version',
      'invalid value "{other}" for maximum SSL protocol version',
      'sslcertmode value "{other}" invalid when SSL support is not compiled in',
      'sslnegotiation value "{other}" invalid when SSL support is not compiled in',
      'invalid integer value "{other}" for connection option "{setting}"',
      'invalid port number: "{other}"',
    ],
    quotesString: true,
    meaning:
      "A connection string, a service or an environment variable has a value that libpq does not know.",
    remedy: "Correct it; pgssl explain --conninfo names the place.",
    rules: ["connection-value-invalid"],
  },
  {
    patterns: [
      'invalid connection option "{setting}"',
      'invalid URI query parameter: "{setting}"',
      'extra key/value separator "=" in URI query parameter: "{setting}"',
      'missing key/value separator "=" in URI query parameter: "{setting}"',
    ],
    quotesString: true,
    meaning:
      "This libpq does not know the keyword: misspelled, of a driver of its own, or of a later version.",
    remedy: "Correct it, or renew libpq.",
    rules: ["connection-keyword-unknown"],
  },
  {
    patterns: [
      'missing "=" after "{other}" in connection info string',
      "unterminated quoted string in connection info string",
      'invalid percent-encoded token: "{other}"',
      'forbidden value %00 in percent-encoded value: "{other}"',
      "in IPv6 host address in URI",
      "IPv6 host address may not be empty in URI",
      'unexpected character "{other}" at position {at} in URI',
      "unexpected spaces found in {other}, use percent-encoded spaces",
    ],
    quotesString: true,
    meaning: "The connection string cannot be parsed. Often a password has characters that must be encoded.",
    remedy: "Percent-encode : / ? # [ ] @ % and blanks in a URI; quote values with blanks in the other form.",
    rules: ["connection-string-invalid"],
  },
  {
    patterns: [
      'definition of service "{other}" not found',
      'service file "{file}" not found',
      'syntax error in service file "{file}", line {line}',
      'line {line} too long in service file "{file}"',
      'nested service specifications not supported in service file "{file}", line {line}',
    ],
    meaning:
      "The service is not in ~/.pg_service.conf or the system's pg_service.conf, or a line there is refused.",
    remedy: "Add a section [NAME] with lines keyword=value, without blanks around =.",
    rules: ["service-line-invalid", "service-line-ignored"],
  },
  {
    patterns: [
      "could not match {other} host names to {others} hostaddr values",
      "could not match {other} port numbers to {others} hosts",
    ],
    meaning: "The lists of host, hostaddr and port have different lengths.",
    remedy: "Give one port for all, or as many of each.",
    rules: ["connection-string-invalid"],
  },
  {
    patterns: [
      'could not load SSL engine "{other}"',
      'could not initialize SSL engine "{other}"',
      'could not read private SSL key "{other}" from engine',
      'could not load private SSL key "{other}" from engine',
    ],
    meaning:
      "sslkey has a colon, which libpq takes for the name of an OpenSSL engine, such as a token or HSM.",
    remedy: "Load the engine in openssl.cnf; for a path with a colon use another file name.",
    rules: ["connection-file-missing"],
  },
];

/** What libpq says of connection strings, services and their values. */
export const libpqStringMessages: readonly MessageRow[] = rows.map((row) => ({ source: "libpq", ...row }));
