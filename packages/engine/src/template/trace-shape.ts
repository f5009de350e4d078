const LINES_MAX = 200;
const LINE_LENGTH_MAX = 400;
const EXCEPTION =
  /^\s*(?:Caused by: |Suppressed: |\[?error\]? |Exception in thread "[^"]{0,100}" )?([A-Za-z_][\w.$]{0,120}(?:Exception|Error|Throwable|Fault|Failure|Panic|Interrupt|Exit))(?=[:\s]|$)/;

/**
 * The shape of what follows the first line of an event: the name of the first exception in it, empty when there is none.
 * Frames, line numbers, words and causes of an exception differ from time to time; what was thrown says what it is.
 *
 * @param rest - Where the second line begins.
 */
export function traceShape(message: string, rest: number): string {
  let at = rest;
  for (let line = 0; at > 0 && line < LINES_MAX; line++) {
    const next = message.indexOf("\n", at);
    const end = Math.min(next < 0 ? message.length : next, at + LINE_LENGTH_MAX);
    const name = EXCEPTION.exec(message.slice(at, end))?.[1];
    if (name !== undefined) return name;
    at = next + 1;
  }
  return "";
}
