import { skipDigits } from "../header/chars.ts";
import type { Fields } from "../header/header.ts";
import { addKnownFields } from "./known-fields.ts";
import { sourceAddress } from "./source-address.ts";
import { userName } from "./user-name.ts";

/** How much of a message is searched for names and addresses. */
const searchedLengthMax = 4_096;

/** Adds to an event's fields what its message or its other fields name: `src`, `user`, `http_status`. */
export function addMessageFields(fields: Fields, message: string, isStructured: boolean): void {
  if (isStructured) addKnownFields(fields);
  const text = message.length > searchedLengthMax ? message.slice(0, searchedLengthMax) : message;
  if (fields["src"] === undefined && SOURCE_CUE.test(text)) {
    const src = sourceAddress(text);
    if (src !== null) fields["src"] = src;
  }
  if (!USER_CUE.test(text)) return;
  if (fields["user"] === undefined) {
    const user = userName(text);
    if (user !== null) fields["user"] = user;
  }
  if (fields["http_status"] === undefined) {
    const status = statusOf(text);
    if (status !== null) fields["http_status"] = status;
  }
}

/** One cheap look for anything that the searches could find; most messages have nothing. */
const SOURCE_CUE = /\d\.\d+\.\d|::|[\da-f]:[\da-f]{1,4}:[\da-f]|rhost=[a-z]|'@'| from [a-z]/i;
const USER_CUE = /[uU]ser| ; USER=| port \d| HTTP\//;

/** The status behind a quoted request: `"GET / HTTP/1.1" 404`, or named: `status: 404`. */
function statusOf(message: string): string | null {
  const version = message.indexOf(" HTTP/");
  if (version < 0) return null;
  const quote = message.indexOf('" ', version);
  if (quote < 0 || quote > version + 12) return null;
  const at = message.startsWith("status: ", quote + 2) ? quote + 10 : quote + 2;
  return skipDigits(message, at) === at + 3 ? message.slice(at, at + 3) : null;
}
