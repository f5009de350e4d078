import { IS_POINT, MARK, type Message, VALUE } from "./message.ts";
import { hashUnits } from "./word-table.ts";

/** Signs that join two values to one: address and port, the numbers of a ratio, a list without blanks. */
const JOINTS = new Uint8Array(128);
for (const sign of ":/.#@,") JOINTS[sign.charCodeAt(0)] = 1;

/** Appends a value; one that a joint or nothing parts from the value before it becomes part of that. */
export function pushValue(message: Message, start: number, stop: number): void {
  const { kind, units } = message;
  const i = message.count - 1;
  if (i >= 0 && message.stop[i] === start) {
    if (kind[i] === VALUE) {
      message.stop[i] = stop;
      return;
    }
    const from = message.start[i] ?? 0;
    const isJoint = kind[i] === MARK && start - from === 1 && JOINTS[units[from] ?? 0] === 1;
    if (isJoint && i >= 1 && kind[i - 1] === VALUE && message.stop[i - 1] === from) {
      message.count = i;
      message.stop[i - 1] = stop;
      return;
    }
  }
  message.push(VALUE, start, stop, 1, IS_POINT);
}

/** Appends signs between words. */
export function pushMark(message: Message, start: number, stop: number): void {
  const hash = stop - start === 1 ? (message.units[start] ?? 0) : hashUnits(message.units, start, stop);
  message.push(MARK, start, stop, hash, 0);
}
