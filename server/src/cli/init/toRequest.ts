import { resolve } from "node:path";
import {
  type ConfigurationRequest,
  type SetupPath,
  type SetupRequest,
  setupKeyKinds,
} from "../../setup/request.ts";
import { type InitOptions, keyKindWords } from "./options.ts";

/** The request that the options describe; relative paths start at the working folder. */
export function toRequest(path: SetupPath, folder: string | undefined, options: InitOptions): SetupRequest {
  const at = (value: string | undefined) => (value === undefined ? undefined : resolve(value));
  const isClient = path === "client";
  return compact<SetupRequest>({
    path,
    cluster: at(folder),
    authorityFolder: at(options.ca),
    clientFolder: isClient ? at(options.out) : undefined,
    serverFolder: isClient ? undefined : at(options.out),
    serverName: options.name,
    keyKind: setupKeyKinds[keyKindWords.indexOf(options.key ?? "")],
    days: options.days,
    authorityDays: options.caDays,
    hosts: options.host,
    authorityName: options.caName,
    encryptAuthorityKey: options.encryptCaKey,
    authorityInDataDirectory: options.caInDataDirectory,
    clients: options.role?.map((word) => {
      const [, role = "", subject] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
      return { role, ...(subject !== undefined && { subject }) };
    }),
    clientForms: options.form,
    drivers: options.driver,
    subject: options.subject,
    keyFile: at(options.keyFile),
    answerFiles: options.answer?.map((file) => resolve(file)),
    revoke: options.revoke?.map((file) => resolve(file)),
    revocationReason: options.reason,
    crlForm: options.crlDirectory ? "directory" : undefined,
    certificate: at(options.certificate),
    newKey: options.newKey,
    newAuthorityFolder: at(options.newCa),
    keyOwner: options.keyOwner,
    configuration: toConfiguration(options),
  });
}

function toConfiguration(options: InitOptions): ConfigurationRequest {
  return compact<ConfigurationRequest>({
    minProtocol: options.minProtocol,
    cleartext: options.cleartext,
    map: options.map,
    sni: options.sni,
    access:
      options.access &&
      compact<NonNullable<ConfigurationRequest["access"]>>({
        method: options.access,
        databases: options.accessDatabase,
        users: options.accessUser,
        address: options.accessAddress,
      }),
  });
}

/** Without the properties that are undefined. */
function compact<Value extends object>(value: { [Name in keyof Value]: Value[Name] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Value;
}
