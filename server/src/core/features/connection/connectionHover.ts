import type { ServerVersion } from "../../model/serverVersion.ts";
import { type Span, touches } from "../../model/span.ts";
import type { ConnectionString } from "../../syntax/connection/connectionString.ts";
import { describeConnectionKeyword, describeConnectionValue } from "../describe/describeConnection.ts";
import { type Markdown, paragraphs } from "../hover/render.ts";

/** What is known of the keyword or value at an offset of a connection string; `undefined` between them. */
export function connectionHover(
  { parameters }: ConnectionString,
  offset: number,
  version: ServerVersion,
): { readonly span: Span; readonly markdown: Markdown } | undefined {
  const parameter = parameters.find(
    ({ nameSpan, valueSpan }) => (nameSpan && touches(nameSpan, offset)) || touches(valueSpan, offset),
  );
  if (!parameter) return undefined;
  const { name, value, nameSpan, valueSpan } = parameter;
  const keyword = describeConnectionKeyword(name, version);
  if (nameSpan && touches(nameSpan, offset)) return keyword && { span: nameSpan, markdown: keyword };
  const described = describeConnectionValue(name, value, version);
  const markdown = described && keyword ? paragraphs(described, keyword) : (described ?? keyword);
  return markdown && { span: valueSpan, markdown };
}
