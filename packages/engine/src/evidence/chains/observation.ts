import type { LogEvent } from "../../event.ts";
import type { EvidencePlace } from "../evidence-finding.ts";
import type { FoundRule, Signal } from "../rule.ts";

/** An event as chains see it. */
export interface Observation {
  /** Of the event, in the order of reading. */
  readonly index: number;
  readonly place: EvidencePlace;
  readonly rule: FoundRule;
  readonly signal: Signal;
  readonly timeMs: number;
  readonly timestamp: string | null;
  /** Shared values that join the events of several hosts. */
  readonly src: string | null;
  readonly user: string | null;
  readonly host: string;
  /** The path asked for or the port knocked at. */
  readonly target: string;
  readonly isAnswered: boolean;
  readonly weight: number;
}

export function observation(
  event: LogEvent,
  place: EvidencePlace,
  index: number,
  rule: FoundRule,
  signal: Signal,
  timeMs: number,
): Observation {
  const { fields, message } = event;
  const status = fields["http_status"] ?? "";
  return {
    index,
    place,
    rule,
    signal,
    timeMs,
    timestamp: event.timestamp,
    src: fields["src"] ?? null,
    user: userOf(event, signal),
    host: place.host ?? fields["host"] ?? place.source,
    target: targetOf(message),
    isAnswered: status.startsWith("2"),
    weight: event.weight,
  };
}

/** sudo writes who calls before whom he becomes; a user's name is no longer than 64 characters. */
function userOf({ fields, message }: LogEvent, signal: Signal): string | null {
  const created = signal === "account" ? /\bname=([^\s,]{1,64})/.exec(message) : null;
  if (signal !== "privilege") return created?.[1] ?? fields["user"] ?? null;
  const caller =
    /^ {0,20}(\S{1,64}) : |\bby (\S{1,64}?)\(uid=|^Successful su for \S{1,64} by (\S{1,64})/.exec(message);
  return caller?.[1] ?? caller?.[2] ?? caller?.[3] ?? null;
}

function targetOf(message: string): string {
  const found =
    /\bDPT=(\d{1,5})|"(?:[A-Z]{3,10}) ([^ ?"]{1,300})|\/(\d{1,5}) (?:flags|to )| dst [^ ]{1,80}\/(\d{1,5})\b/.exec(
      message,
    );
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4] ?? "";
}
