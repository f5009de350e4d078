import type { Secret } from "./kinds.ts";

const EMAIL = /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])/g;

export function findEmails(text: string): Secret[] {
  return Array.from(text.matchAll(EMAIL), ({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
    kind: "email",
  }));
}
