import type { Secret } from "./kinds.ts";

/** The password of `scheme://user:password@host`; the user stays. It may hold an @ itself, so the last one ends it. */
const WITH_PASSWORD = /(?<=[A-Za-z0-9]):\/\/[^\s/:@"'`]{0,256}:(?=[^\s/@"'`]{1,1024}@)([^\s/"'`]{1,2048})@/g;

export function findUrlPasswords(text: string): Secret[] {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(WITH_PASSWORD), ({ 0: whole, 1: password = "", index }) => {
    const to = index + whole.length - 1;
    return { from: to - password.length, to, kind: "url-password" };
  });
}
