import type { DriverOptions } from "../../data/drivers/driverMode.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { FoundString, WrittenOption } from "./foundString.ts";

/** The options that a text has by name, in its order. */
export function writtenOptions(string: FoundString, version: ServerVersion): readonly WrittenOption[] {
  if (string.options) return string.options;
  return string.read(version).parameters.flatMap(({ nameSpan, valueSpan }) => {
    if (!nameSpan) return [];
    const [name, value] = [nameSpan, valueSpan].map(({ start, end }) => string.text.slice(start, end));
    return [{ name: name ?? "", value: value ?? "", nameSpan, valueSpan }];
  });
}

/** The same by their names; the last of each counts. */
export function toDriverOptions(options: readonly WrittenOption[]): DriverOptions {
  return new Map(options.map(({ name, value }) => [name, value]));
}
