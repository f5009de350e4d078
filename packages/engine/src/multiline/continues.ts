import { isBlank } from "../header/chars.ts";

const CONTINUATION =
  /^(?:Caused by: |Suppressed: |\.\.\. \d+ more|[\w$]+(?:\.[\w$]+)+(?:Exception|Error|Throwable)(?:: |$))/;

/** True when a line without a header goes on with the entry before it. */
export function continues(text: string): boolean {
  return isBlank(text.charCodeAt(0)) || CONTINUATION.test(text);
}
