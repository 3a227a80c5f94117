import { authMethod, authMethods, authMethodVersions } from "../../data/authMethods.ts";
import { type AuthOptionValue, authOption, authOptions, authOptionVersions } from "../../data/authOptions.ts";
import { connectionType } from "../../data/connectionTypes.ts";
import { type HbaKeyword, hbaKeyword } from "../../data/hbaKeywords.ts";
import { featureNames } from "../../model/serverBuild.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import {
  bullets,
  code,
  facts,
  heading,
  listed,
  type Markdown,
  md,
  paragraphs,
  trusted,
} from "../hover/render.ts";
import { absenceInWords, versionsInWords } from "./versionsInWords.ts";

/** What the first column's word means; `undefined` for others. */
export function describeConnectionType(name: string): Markdown | undefined {
  const type = connectionType(name);
  return type && paragraphs(heading(code(name)), trusted(type.documentation));
}

/** What a keyword of a column means; `undefined` for other words. */
export function describeKeyword(column: HbaKeyword["column"], name: string): Markdown | undefined {
  const keyword = hbaKeyword(column, name);
  return keyword && paragraphs(heading(code(name)), trusted(keyword.documentation));
}

/** What an authentication method does; `undefined` for a name that no version knows. */
export function describeMethod(name: string, version: ServerVersion): Markdown | undefined {
  const versions = authMethodVersions(name);
  const method = authMethod(name, version) ?? authMethods.find((row) => row.name === name);
  if (!versions || !method) return undefined;
  return paragraphs(
    heading(md`Method ${code(name)}`),
    absenceInWords(versions, version),
    trusted(method.documentation),
    facts([
      ["Connections", method.types && listed(method.types.map(code))],
      ["Needs a server built with", method.buildFeature && featureNames[method.buildFeature]],
      ["Options", optionsOf(name, version)],
      ["Versions", versionsInWords(versions)],
      ["Deprecated since", method.deprecatedSince && `PostgreSQL ${method.deprecatedSince}`],
    ]),
  );
}

/** What an authentication option does, and which values it takes; `undefined` for a name that no version knows. */
export function describeOption(name: string, version: ServerVersion): Markdown | undefined {
  const versions = authOptionVersions(name);
  const option = authOption(name, version) ?? authOptions.find((row) => row.name === name);
  if (!versions || !option) return undefined;
  const values = option.values?.map((value) => describeValue(value, version));
  return paragraphs(
    heading(md`Option ${code(name)}`),
    absenceInWords(versions, version),
    trusted(option.documentation),
    facts([
      ["Methods", option.methods ? listed(option.methods.map(code)) : "all"],
      ["Connections", option.onlyHostssl ? md`\`hostssl\`` : undefined],
      ["Required", option.required ? "yes" : undefined],
      ["Versions", versionsInWords(versions)],
    ]),
    values && "Values:",
    values && bullets(values),
  );
}

/** What one value of an option does; `undefined` for a value without a meaning of its own. */
export function describeOptionValue(
  name: string,
  text: string,
  version: ServerVersion,
): Markdown | undefined {
  const option = authOption(name, version) ?? authOptions.find((row) => row.name === name);
  const value = option?.values?.find((row) => row.text === text);
  if (!value) return undefined;
  return paragraphs(
    heading(code(`${name}=${text}`)),
    absenceInWords(value, version),
    trusted(value.documentation),
    facts([["Versions", versionsInWords(value)]]),
  );
}

function describeValue(value: AuthOptionValue, version: ServerVersion): Markdown {
  const versions = existsIn(value, version) ? undefined : versionsInWords(value);
  return md`${code(value.text)}: ${trusted(value.documentation)}${versions ? ` (${versions})` : ""}`;
}

function optionsOf(method: string, version: ServerVersion): Markdown | undefined {
  const own = authOptions.filter((option) => existsIn(option, version) && option.methods?.includes(method));
  return own.length === 0 ? undefined : listed(own.map(({ name }) => code(name)));
}
