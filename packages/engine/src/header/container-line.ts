import { parseObject } from "./json-line.ts";
import { isDigit } from "./chars.ts";

/** A line as a container runtime wrote it around what the program said. */
export interface ContainerLine {
  readonly text: string;
  readonly time: string;
  readonly stream: string;
  /** True when the program's line goes on in the runtime's next one. */
  readonly isPartial: boolean;
}

/** Docker's json-file or CRI (`time stream P|F text`); null for other lines. */
export function readContainerLine(text: string): ContainerLine | null {
  const first = text.charCodeAt(0);
  if (first === 123) return readDocker(text);
  return isDigit(first) ? readCri(text) : null;
}

/** `{"log":"text\n","stream":"stdout","time":"…"}`: a part of a line that was too long has no newline at its end. */
function readDocker(text: string): ContainerLine | null {
  if (!text.startsWith('{"log"') || !text.includes('"stream"') || !text.includes('"time"')) return null;
  const value = parseObject(text);
  const log = value?.["log"];
  const time = value?.["time"];
  if (typeof log !== "string" || typeof time !== "string") return null;
  const isWhole = log.endsWith("\n");
  return {
    text: isWhole ? log.slice(0, log.endsWith("\r\n") ? -2 : -1) : log,
    time,
    stream: String(value?.["stream"]),
    isPartial: !isWhole,
  };
}

/** Where the stream's name may stand: after a date of RFC 3339 with a fraction and a zone. */
const criTimeLengthMin = 20;
const criTimeLengthMax = 36;

function readCri(text: string): ContainerLine | null {
  if (text.charCodeAt(10) !== 84 || text.charCodeAt(4) !== 45) return null;
  const at = text.indexOf(" std", criTimeLengthMin);
  if (at < 0 || at > criTimeLengthMax) return null;
  const stream = text.startsWith("stdout ", at + 1)
    ? "stdout"
    : text.startsWith("stderr ", at + 1)
      ? "stderr"
      : null;
  if (stream === null) return null;
  const mark = text.charAt(at + 8);
  const after = text.charAt(at + 9);
  if ((mark !== "F" && mark !== "P") || (after !== " " && after !== ":" && after !== "")) return null;
  const textAt = text.indexOf(" ", at + 9);
  return {
    text: textAt < 0 ? "" : text.slice(textAt + 1),
    time: text.slice(0, at),
    stream,
    isPartial: mark === "P",
  };
}
