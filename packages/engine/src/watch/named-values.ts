import type { LogEvent } from "../event.ts";
import { addressesIn } from "../fields/address.ts";

/** A kind of value of which many different ones mean that somebody is trying. */
export type TriedKind = "ip" | "user" | "path";

const ADDRESS_COUNT_MAX = 4;
const TEXT_LENGTH_MAX = 200;
/** What a request asks for, or a path behind a blank, an equals sign or a quote. */
const PATH = /(?:^|[\s"'=([])(\/[^\s"'?,;)\]]{1,1024})/;

/** The addresses, user and path that an event names, whatever its template: so they are the same from a file read once as in the API. */
export function namedValues({ message, fields }: LogEvent): (readonly [kind: TriedKind, text: string])[] {
  const addresses = new Set(
    addressesIn(message)
      .slice(0, ADDRESS_COUNT_MAX)
      .map(({ text }) => text),
  );
  const { src, user } = fields;
  if (src !== undefined && addressesIn(src).length > 0) addresses.add(src);
  const path = message.includes("/") ? PATH.exec(message)?.[1] : undefined;
  return [
    ...[...addresses].map((text) => ["ip", text] as const),
    ...(user === undefined || user === "" ? [] : [["user", user.slice(0, TEXT_LENGTH_MAX)] as const]),
    ...(path === undefined ? [] : [["path", path.slice(0, TEXT_LENGTH_MAX)] as const]),
  ];
}
