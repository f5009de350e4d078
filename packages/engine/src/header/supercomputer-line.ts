import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { levelOfWord } from "../levels/level-word.ts";
import { SPACE, isDigit, skipBlanks, skipDigits, skipWord } from "./chars.ts";
import { timedHeader, wholeHeader, type Header } from "./header.ts";
import { TagReader } from "./syslog-line.ts";

const tag = new TagReader();

/**
 * Logs of large machines that begin with an alert label (`-` for none), an epoch and a day:
 * Blue Gene/L RAS (`… node day-time node RAS KERNEL INFO message`) and syslog collections (`… host Nov 9 12:01:01 host/host program[pid]: message`).
 */
export function readLabelledLine(text: string, reader: TimestampReader): Header | null {
  const epochAt = skipWord(text, 0) + 1;
  const epochEnd = skipDigits(text, epochAt);
  if (
    epochEnd - epochAt !== 10 ||
    text.charCodeAt(epochEnd) !== SPACE ||
    text.charCodeAt(epochEnd + 5) !== 46
  )
    return null;
  const dayEnd = skipWord(text, epochEnd + 1);
  if (dayEnd - epochEnd !== 11) return null;
  const timestamp = reader.clock.isoOfEpoch(Number(text.slice(epochAt, epochEnd)), "");
  const nodeEnd = skipWord(text, dayEnd + 1);
  const host = text.slice(dayEnd + 1, nodeEnd);
  const label = text.slice(0, epochAt - 1);
  const fields: Record<string, string> = label === "-" ? { host } : { host, label };
  if (isDigit(text.charCodeAt(nodeEnd + 1))) return readRas(text, nodeEnd + 1, timestamp, fields);
  if (!reader.read(text, nodeEnd + 1)) return null;
  const placeEnd = skipWord(text, reader.end + 1);
  const tagAt = placeEnd + 1;
  if (!tag.read(text, tagAt)) return timedHeader(timestamp, text.slice(tagAt), fields);
  fields["program"] = text.slice(tagAt, tag.programEnd);
  if (tag.pidEnd > 0) fields["pid"] = text.slice(tag.pidAt, tag.pidEnd);
  return timedHeader(timestamp, text.slice(tag.messageAt), fields);
}

/** `2005-06-03-15.42.50.363779 node RAS KERNEL INFO message`. */
function readRas(
  text: string,
  at: number,
  timestamp: string | null,
  fields: Record<string, string>,
): Header | null {
  const timeEnd = skipWord(text, at);
  const nodeEnd = skipWord(text, timeEnd + 1);
  const typeEnd = skipWord(text, nodeEnd + 1);
  const componentEnd = skipWord(text, typeEnd + 1);
  const levelEnd = skipWord(text, componentEnd + 1);
  const fraction = text.slice(text.lastIndexOf(".", timeEnd) + 1, timeEnd);
  const stamp =
    timestamp !== null && /^\d{6}$/.test(fraction) ? timestamp.replace("Z", `.${fraction}Z`) : timestamp;
  fields["program"] = text.slice(typeEnd + 1, componentEnd);
  const level = levelOfWord(text.slice(componentEnd + 1, levelEnd));
  return wholeHeader(stamp, level, text.slice(Math.min(levelEnd + 1, text.length)), fields);
}

/** `134681 node-246 unix.hw state_change.unavailable 1077804742 1 message`: record, node, component, state, epoch, flag. */
export function readRecordLine(text: string, reader: TimestampReader): Header | null {
  const recordEnd = skipDigits(text, 0);
  if (recordEnd === 0 || text.charCodeAt(recordEnd) !== SPACE) return null;
  const nodeEnd = skipWord(text, recordEnd + 1);
  const componentEnd = skipWord(text, nodeEnd + 1);
  const stateEnd = skipWord(text, componentEnd + 1);
  const epochEnd = skipDigits(text, stateEnd + 1);
  if (epochEnd - stateEnd !== 11 || text.charCodeAt(epochEnd) !== SPACE) return null;
  const flagEnd = skipDigits(text, epochEnd + 1);
  if (flagEnd === epochEnd + 1 || text.charCodeAt(flagEnd) !== SPACE) return null;
  const timestamp = reader.clock.isoOfEpoch(Number(text.slice(stateEnd + 1, epochEnd)), "");
  const fields = {
    host: text.slice(recordEnd + 1, nodeEnd),
    program: text.slice(nodeEnd + 1, componentEnd),
    state: text.slice(componentEnd + 1, stateEnd),
  };
  return wholeHeader(timestamp, null, text.slice(skipBlanks(text, flagEnd)), fields);
}
