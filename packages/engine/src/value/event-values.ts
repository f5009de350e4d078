import type { LogEvent } from "../event.ts";
import { addressesIn } from "../fields/address.ts";
import type { LogTemplate } from "../log-template.ts";
import { parameters } from "../parameters.ts";
import { kindOf, type ParameterKind } from "../template/value-kind.ts";

/** Places of what the header of an event names, beside the wildcards of its template, which count from 0. */
const ADDRESS_SLOT = -1;
const USER_SLOT = -2;

const TEXT_LENGTH_MAX = 200;

/** A value of an event, and where it stood. */
export interface EventValue {
  readonly slot: number;
  readonly kind: ParameterKind;
  /** An address stands without its port; the first 200 characters. Never empty. */
  readonly text: string;
}

/** What an event names: the values at the wildcards of its template, and the address and user of its header where these do not. */
export function eventValues(event: LogEvent, template: LogTemplate): EventValue[] {
  const found = parameters(template, event.message).flatMap(({ slot, kind, value }) => {
    const text = kind === "ip" ? (addressesIn(value)[0]?.text ?? value) : value;
    return text === "" ? [] : [{ slot, kind, text: text.slice(0, TEXT_LENGTH_MAX) }];
  });
  const { src, user } = event.fields;
  const isNew = (text: string | undefined): text is string =>
    text !== undefined && text !== "" && !event.message.includes(text);
  if (isNew(src))
    found.push({ slot: ADDRESS_SLOT, kind: kindOfSource(src), text: src.slice(0, TEXT_LENGTH_MAX) });
  if (isNew(user)) found.push({ slot: USER_SLOT, kind: "user", text: user.slice(0, TEXT_LENGTH_MAX) });
  return found;
}

const kindOfSource = (src: string): ParameterKind => (kindOf(src) === "ip" ? "ip" : "host");
