import { WILDCARD, type LogTemplate } from "./log-template.ts";
import { kindOf, type ParameterKind } from "./template/value-kind.ts";

/** The value that a message has at one wildcard of its template. */
export interface Parameter {
  /** Which wildcard of the template's text, from 0. */
  readonly slot: number;
  readonly kind: ParameterKind;
  readonly value: string;
}

/**
 * The values of a message at the wildcards of its template, in order. Empty when the message is not one of this template.
 */
export function parameters(template: LogTemplate, message: string): Parameter[] {
  const constants = template.text.split(WILDCARD);
  const end = message.indexOf("\n");
  const line = (end < 0 ? message : message.slice(0, end)).trim().replace(/\s+/g, " ");
  const found: Parameter[] = [];
  const first = constants[0] ?? "";
  if (!line.startsWith(first)) return [];
  let at = first.length;
  for (let slot = 0; slot + 1 < constants.length; slot++) {
    const constant = constants[slot + 1] ?? "";
    const isLast = slot + 2 === constants.length;
    const to = isLast
      ? line.length - constant.length
      : line.indexOf(constant, at + (constant === "" ? 1 : 0));
    if (to < at) return [];
    const value = line.slice(at, to);
    found.push({ slot, kind: kindOf(value), value });
    at = to + constant.length;
  }
  return found;
}
