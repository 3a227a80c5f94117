/** What a client verifies of the server's certificate. `chain`: that a trusted CA issued it. `name`: the chain, and that the host is named in it. */
export type Verified = "nothing" | "chain" | "name";

/**
 * When a connection is encrypted. `if-demanded`: only if the server refuses it otherwise. `if-offered`: wherever the server can.
 * `if-possible`: the same, and unencrypted also where the server's certificate is not verified.
 */
export type Encrypts = "never" | "if-demanded" | "if-offered" | "if-possible" | "always";

/** One way to say how a driver connects, and what it then does. */
export interface DriverMode {
  /** As a string for the driver has it: `sslmode=require`. Empty where the string says nothing. */
  readonly written: string;
  /** It is an argument in the program's code, and no string has it. */
  readonly inCode?: true;
  /** `undefined`: the driver refuses to connect. */
  readonly encrypts?: Encrypts;
  readonly verifies: Verified;
  /** What is verified once a root certificate is given, or is where the driver looks for one. */
  readonly withRoot?: Verified;
  /** When it is encrypted once a root certificate is given. */
  readonly encryptsWithRoot?: Encrypts;
  /** It does not connect without a root certificate. */
  readonly needsRoot?: true;
}

/** A form in which a driver reads the client's private key. */
export type KeyForm = "PEM, PKCS #1" | "PEM, PKCS #8" | "DER, PKCS #8" | "PKCS #12";

/** What one driver does, as far as a range of its versions goes. */
export interface Driver {
  /** Which driver it is: `pgjdbc`. Several rows of it differ in their versions. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** The first and the last of its versions with this behaviour, as they are written: `8.0`. */
  readonly since?: string;
  readonly until?: string;
  /** The version that was tried with real servers: its modes are what `test/oracle/drivers` recorded. */
  readonly tried?: string;
  readonly modes: readonly DriverMode[];
  /** The option of a string that names the file with the root certificate. */
  readonly rootOption?: string;
  /** Further options for TLS. */
  readonly options: readonly string[];
  /** The roots that it trusts when none is given; a file that does not exist is none. */
  readonly trusts: string;
  readonly keys: readonly KeyForm[];
  /** The oldest version of TLS that it accepts unless it is configured to: `TLS 1.2`. */
  readonly oldestProtocol: string;
  /** The name that it looks for in the certificate where the host is an IP address, if not that address. */
  readonly comparesAddressAs?: string;
  /** Whether SCRAM authentication is bound to the server's certificate where possible. */
  readonly bindsChannel: boolean;
  /** Whether it can begin with TLS, without a request in clear text before it. */
  readonly connectsDirectly: boolean;
  /** Libraries that hand their strings to this driver. */
  readonly usedBy?: readonly string[];
}
