import { DOT, isDigit, isLetter, skipDigits } from "../header/chars.ts";
import type { TimestampReader } from "./timestamp-reader.ts";

/** Seconds between which a bare number counts as an epoch: 1990 to 2100. */
const secondsMin = 631_152_000;
const secondsMax = 4_102_444_800;

/** Epoch in seconds (10 digits, maybe with a fraction), milli- (13), micro- (16) or nanoseconds (19 digits), as a word of its own. */
export function readEpoch(reader: TimestampReader, text: string, at: number, end: number): boolean {
  let last = end;
  let fraction = text.slice(at + 10, end);
  if (end - at === 10 && text.charCodeAt(end) === DOT && isDigit(text.charCodeAt(end + 1))) {
    last = skipDigits(text, end + 1);
    fraction = text.slice(end + 1, Math.min(last, end + 10));
  } else if ((end - at - 10) % 3 !== 0 || end - at > 19) return false;
  const next = text.charCodeAt(last);
  if (isLetter(next) || next === 45 || next === 95) return false;
  const seconds = Number(text.slice(at, at + 10));
  if (seconds < secondsMin || seconds > secondsMax) return false;
  reader.end = last;
  reader.iso = reader.clock.isoOfEpoch(seconds, fraction);
  return true;
}

/** TAI64 labels count from 2⁶² with the ten seconds by which TAI led in 1970, as daemontools write them. */
const taiSecondsAt1970 = 2n ** 62n + 10n;

/** `@4000000069819d7a14905240`: TAI64N, seconds in sixteen hex digits and nanoseconds in eight, as multilog and s6-log write it. */
export function readTai64(reader: TimestampReader, text: string, at: number): boolean {
  if (text.charCodeAt(at + 1) !== 52) return false;
  const label = /^[\da-f]{24}(?![\da-f])/.exec(text.slice(at + 1, at + 26))?.[0];
  if (label === undefined) return false;
  const seconds = Number(BigInt(`0x${label.slice(0, 16)}`) - taiSecondsAt1970);
  const fraction = String(Number.parseInt(label.slice(16), 16)).padStart(9, "0");
  reader.end = at + 25;
  reader.iso = fraction.length > 9 ? null : reader.clock.isoOfEpoch(seconds, fraction);
  return true;
}
