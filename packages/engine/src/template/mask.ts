import { WILDCARD } from "../log-template.ts";

/** A message with its variable tokens replaced, and the values that stood there. */
export interface MaskedMessage {
  readonly text: string;
  /** One value for each wildcard of `text`, in order. */
  readonly values: readonly string[];
}

const TOKEN = /[^\s=,;:()[\]{}"'<>|]+/g;
const ALWAYS_VARIABLE = new Set(["true", "false", "null", "root", "admin"]);

/** Replaces tokens that look like values (digits, paths, switches) by the wildcard; runs of white space become one blank. */
export function mask(message: string): MaskedMessage {
  const values: string[] = [];
  const end = message.indexOf("\n");
  const firstLine = (end < 0 ? message : message.slice(0, end)).trim().replace(/\s+/g, " ");
  const text = firstLine.replace(TOKEN, (token) => {
    if (!isValue(token)) return token;
    values.push(token);
    return WILDCARD;
  });
  return { text, values };
}

function isValue(token: string): boolean {
  return /\d/.test(token) || /^(?:\/[^/]+)+\/?$/.test(token) || ALWAYS_VARIABLE.has(token.toLowerCase());
}
