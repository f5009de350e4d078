import { isBlank, isDigit, isLetter, skipWord } from "../header/chars.ts";
import { elementNameEnd } from "../header/element-line.ts";
import type { Header } from "../header/header.ts";
import type { Block } from "./block.ts";
import { eventLinesMax, type OpenEvent } from "./open-event.ts";
import {
  isCaret,
  isFailureName,
  isGoFrame,
  isGoPanic,
  isGoroutine,
  isJavaFrame,
  isPhpFrame,
  isPythonChain,
  isPythonFailure,
  isRubyFrame,
  isScriptError,
  isScriptPlace,
  isTraceback,
} from "./trace-lines.ts";

const SECTION_A = /^--[\w@-]{8,30}-A--$/;

/** Block that an entry's own first line begins. */
export function blockOf(text: string, header: Header): Block {
  const { message } = header;
  switch (text.charCodeAt(0)) {
    case 60:
      return isOpenElement(text, header) ? "xml" : "none";
    case 123:
      return text.trimEnd() === "{" ? "json" : "none";
    case 95:
      return text.startsWith("__CURSOR=") || text.startsWith("__REALTIME_TIMESTAMP=") ? "journal" : "none";
    case 45:
      return SECTION_A.test(text) ? "sections" : "none";
    case 61:
      return text.includes(" REPORT==== ") ? "report" : "none";
    case 35:
      return text.startsWith("# Time: ") || text.startsWith("# User@Host: ") ? "slow-query" : "none";
  }
  if (message === "") return isBareTime(header) ? "dated" : "none";
  const last = message.charCodeAt(message.length - 1);
  if (last === 58 && (isTraceback(message) || message.endsWith("Traceback (most recent call last):")))
    return "python";
  switch (message.charCodeAt(0)) {
    case 102:
    case 103:
    case 112:
    case 114:
    case 83:
      return isGoPanic(message) || isGoroutine(message) ? "go" : "none";
    case 47:
    case 110:
      return isDigit(last) && isScriptPlace(text) ? "node" : "none";
    default:
      return isDigit(last) && message.charCodeAt(1) === 58 && isScriptPlace(text) ? "node" : "none";
  }
}

function isBareTime(header: Header): boolean {
  return header.timestamp !== null && header.level === null && Object.keys(header.fields).length === 0;
}

/** `<Event xmlns=…>`, or another element that has a time, whose end is still to come. */
function isOpenElement(text: string, header: Header): boolean {
  if (text.startsWith("<Event")) return !text.includes("</Event>");
  if (header.timestamp === null || elementNameEnd(text) < 0 || text.includes(closingTag(text))) return false;
  const trimmed = text.trimEnd();
  return trimmed.endsWith(">") && !trimmed.endsWith("/>");
}

/** The tag that closes the element which a text begins with. */
function closingTag(text: string): string {
  return `</${text.slice(1, text.startsWith("<Event") ? 6 : skipWord(text, 0))}>`;
}

/**
 * Whether a line goes on with the open event, and with what block the event goes on then; null when the line begins an event
 * of its own.
 *
 * @param header - the line's own header.
 * @param blanks - how many blank lines stand before it.
 * @param next - gives the line after it; undefined when the batch ends there.
 */
export function continuedBlock(
  open: OpenEvent,
  text: string,
  header: Header,
  blanks: number,
  next: () => string | undefined,
): Block | null {
  if (open.lineCount > eventLinesMax) return null;
  if (open.block !== "none") {
    const block = insideBlock(open, text, header, blanks, next);
    if (block !== null) return block;
  }
  if (header.isHeaded) return continuesHeaded(open, header) ? open.block : null;
  const isApart = blanks > 0;
  if (isBlank(text.charCodeAt(0))) return isIndentedPart(open, text, isApart) ? "none" : null;
  if (isApart) return null;
  return firstOfTrace(open, text);
}

/** Lines that belong to a block that is open. */
function insideBlock(
  open: OpenEvent,
  text: string,
  header: Header,
  blanks: number,
  next: () => string | undefined,
): Block | null {
  switch (open.block) {
    // A structure that never ends is broken off by the next entry with a time.
    case "xml":
      return header.timestamp !== null && header.isHeaded
        ? null
        : text.includes(closingTag(open.firstText))
          ? "none"
          : "xml";
    case "json":
      return header.timestamp !== null && header.isHeaded
        ? null
        : text.trimEnd() === "}" || text.trimEnd() === "},"
          ? "none"
          : "json";
    case "dated":
    case "report":
      return header.isHeaded || blanks > 0 ? null : "report";
    case "sections":
      if (SECTION_A.test(text)) return null;
      return text === open.firstText.replace("-A--", "-Z--") ? "none" : "sections";
    case "journal":
      return blanks > 0 ? null : "journal";
    case "slow-query":
    case "slow-query-text":
      return header.timestamp !== null ? null : slowQuery(open.block, text);
    case "java":
      return header.isHeaded || blanks > 0
        ? null
        : isJavaFrame(text) || isFailureName(text) || isBlank(text.charCodeAt(0))
          ? "java"
          : null;
    case "python":
      return insidePython(text, header);
    case "python-end":
      return isPythonChain(text)
        ? "python"
        : isTraceback(text) && isPythonChain(open.lastText)
          ? "python"
          : null;
    case "go":
      return header.timestamp === null && (isGoroutine(text) || isGoFrame(text)) ? "go" : null;
    case "node":
      return insideNode(open, text, header, blanks, next);
    case "ruby":
      return blanks === 0 && isRubyFrame(text) ? "ruby" : null;
    case "php":
      return blanks === 0 && (isPhpFrame(text) || isBlank(text.charCodeAt(0))) ? "php" : null;
    default:
      return null;
  }
}

function insidePython(text: string, header: Header): Block | null {
  if (header.timestamp !== null) return null;
  if (isBlank(text.charCodeAt(0)) || isTraceback(text)) return "python";
  return isPythonFailure(text) ? "python-end" : null;
}

/** `# Time`, `# User@Host`, `# Query_time` and then SQL, up to the next of the first two. */
function slowQuery(block: Block, text: string): Block | null {
  if (text.startsWith("# Time: ")) return null;
  if (text.startsWith("# User@Host: ")) return block === "slow-query-text" ? null : "slow-query";
  return text.startsWith("#") ? block : "slow-query-text";
}

function insideNode(
  open: OpenEvent,
  text: string,
  header: Header,
  blanks: number,
  next: () => string | undefined,
): Block | null {
  if (header.timestamp !== null) return null;
  const seen = open.lineCount - 1;
  // Before the error: the source line, the caret under it. A place alone may be any text, so the caret must follow.
  if (seen === 0 && isScriptPlace(open.header.message)) {
    const after = next();
    return after === undefined || isCaret(after) ? "node" : null;
  }
  if (isCaret(text)) return "node";
  if (isScriptError(text) || text.startsWith("Uncaught ") || text.startsWith("Node.js v")) return "node";
  if (text.startsWith("[") && blanks === 0 && text.includes("Error")) return "node";
  return blanks === 0 && (isBlank(text.charCodeAt(0)) || text === "}" || text === "]" || text === "})")
    ? "node"
    : null;
}

/** Entries with a header of their own that are parts of one event all the same. */
function continuesHeaded(open: OpenEvent, header: Header): boolean {
  const serial = header.fields["audit_id"];
  if (serial !== undefined)
    return open.header.fields["audit_id"] === serial && open.header.timestamp === header.timestamp;
  if (!header.message.startsWith("PHP ")) return false;
  return (
    header.message.startsWith("PHP Stack trace:") ||
    (header.message.startsWith("PHP  ") &&
      isDigit(header.message.trimStart().charCodeAt(3 + header.message.slice(3).search(/\S/))))
  );
}

/** Indented lines go on with an entry that has a header; without one only as frames of a trace. */
function isIndentedPart(open: OpenEvent, text: string, isApart: boolean): boolean {
  if (open.header.isHeaded) return !isApart || text.charCodeAt(0) === 9;
  return !isApart && (isJavaFrame(text) || isRubyFrame(text));
}

/** The first unindented line of a trace after the entry that announces it. */
function firstOfTrace(open: OpenEvent, text: string): Block | null {
  const isHeaded = open.header.isHeaded;
  if ((isHeaded || open.header.level !== null) && isJavaFrame(text)) return "java";
  if (isHeaded && isFailureName(text)) return "java";
  if (isHeaded && isTraceback(text) && !isCalm(open)) return "python";
  if (isHeaded && (isGoroutine(text) || (isGoPanic(text) && !isCalm(open)))) return "go";
  if (isPhpFrame(text) && (isHeaded || open.header.level !== null)) return "php";
  if (isRubyFrame(text) && isHeaded) return "ruby";
  if (isHeaded && isScriptError(text) && !isCalm(open)) return "node";
  return isLoggingClass(open, text) ? "none" : null;
}

/** An entry that says all is well is not what a trace of failure belongs to. */
function isCalm(open: OpenEvent): boolean {
  const level = open.header.level;
  return level === "info" || level === "debug" || level === "trace";
}

/** java.util.logging writes `Jan 02, 2006 3:04:05 PM org.example.Main run`, and `SEVERE: text` on a line of its own. */
export function isLoggingClass(open: OpenEvent, text: string): boolean {
  if (open.header.timestamp === null || open.header.level !== null || open.lineCount > 1) return false;
  const message = open.header.message;
  const end = skipWord(message, 0);
  if (end === message.length || skipWord(message, end + 1) !== message.length) return false;
  return (
    message.lastIndexOf(".", end) > 0 &&
    isLetter(message.charCodeAt(0)) &&
    /^(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): /.test(text)
  );
}
