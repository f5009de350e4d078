import { isBlank, isDigit, isLetter, skipBlanks, skipDigits, skipWord } from "../header/chars.ts";

/** `java.sql.SQLException: text`, `System.InvalidOperationException`: a dotted name that ends as failures do. */
export function isFailureName(text: string): boolean {
  const end = nameEnd(text, 0);
  if (end < 8 || (end < text.length && text.charCodeAt(end) !== 58)) return false;
  return (
    FAILURES.some((suffix) => text.startsWith(suffix, end - suffix.length)) && text.lastIndexOf(".", end) > 0
  );
}

/** `ValueError: text`, `requests.exceptions.ConnectionError`: the last line of a traceback. */
export function isPythonFailure(text: string): boolean {
  const end = nameEnd(text, 0);
  return (
    end > 0 &&
    (end === text.length || text.startsWith(": ", end) || text.endsWith(":")) &&
    isLetter(text.charCodeAt(0))
  );
}

const FAILURES = ["Exception", "Error", "Throwable", "Failure", "Fault"];

function nameEnd(text: string, at: number): number {
  let end = at;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (!isLetter(code) && !isDigit(code) && code !== 46 && code !== 95 && code !== 36) break;
  }
  return end;
}

/** `at com.example.A.b(A.java:12)`, `... 27 more`, `Caused by: …`, at any indentation. */
export function isJavaFrame(text: string): boolean {
  const at = skipBlanks(text, 0);
  switch (text.charCodeAt(at)) {
    case 97:
      return at > 0 && text.startsWith("at ", at);
    case 46:
      return (
        text.startsWith("... ", at) &&
        isDigit(text.charCodeAt(at + 4)) &&
        (text.endsWith(" more") || text.endsWith(" common frames omitted") || text.endsWith(" elided"))
      );
    case 67:
      return text.startsWith("Caused by: ", at);
    case 83:
      return text.startsWith("Suppressed: ", at);
    case 87:
      return text.startsWith("Wrapped by: ", at);
    case 45:
      return text.startsWith("--- End of ", at) || text.startsWith("---> ", at) || text.startsWith("-> ", at);
    default:
      return false;
  }
}

export function isTraceback(text: string): boolean {
  return (
    text.startsWith("Traceback (most recent call last)") || text.startsWith("+ Exception Group Traceback", 2)
  );
}

/** Sentences with which Python joins two tracebacks. */
export function isPythonChain(text: string): boolean {
  return (
    text.startsWith("During handling of the above exception") ||
    text.startsWith("The above exception was the direct cause")
  );
}

/** `goroutine 675 [running]:`. */
export function isGoroutine(text: string): boolean {
  return text.startsWith("goroutine ") && skipDigits(text, 10) > 10 && text.includes(" [");
}

export function isGoPanic(text: string): boolean {
  return (
    text.startsWith("panic: ") ||
    text.startsWith("fatal error: ") ||
    text.startsWith("runtime: goroutine stack exceeds") ||
    text.startsWith("SIGQUIT: quit")
  );
}

/** A function call of a goroutine's dump, its `created by`, a signal, registers, the exit status. */
export function isGoFrame(text: string): boolean {
  if (isBlank(text.charCodeAt(0))) return true;
  if (
    text.startsWith("created by ") ||
    text.startsWith("[signal ") ||
    text.startsWith("exit status ") ||
    text.startsWith("...additional frames") ||
    text.startsWith("panic: ")
  )
    return true;
  const end = skipWord(text, 0);
  if (end === text.length && text.endsWith(")") && text.includes("(")) return true;
  if (text.endsWith(")") && text.includes("(0x")) return true;
  return (
    text.endsWith("})") ||
    /^r\w{1,5} +0x/.test(text.slice(0, 12)) ||
    text === "goroutine running on other thread; stack unavailable"
  );
}

/** `Error: text`, `TypeError [ERR_X]: text`, `Uncaught …`, also of a promise. */
export function isScriptError(text: string): boolean {
  const end = nameEnd(text, 0);
  return (
    end >= 5 &&
    text.startsWith("Error", end - 5) &&
    (text.startsWith(": ", end) || text.startsWith(" [", end) || end === text.length)
  );
}

/** `/srv/app/index.js:10`, `file:///srv/a.mjs:3`, `node:internal/x:12`, `C:\app\a.js:3`: where Node says an error is. */
export function isScriptPlace(text: string): boolean {
  const colon = text.lastIndexOf(":");
  if (
    colon < 4 ||
    skipDigits(text, colon + 1) !== text.length ||
    colon + 1 === text.length ||
    text.includes(" ")
  )
    return false;
  return (
    text.startsWith("/") || text.startsWith("node:") || text.startsWith("file:") || text.startsWith(":\\", 1)
  );
}

/** The caret under the source line. */
export function isCaret(text: string): boolean {
  const at = skipBlanks(text, 0);
  let end = at;
  while (text.charCodeAt(end) === 94 || text.charCodeAt(end) === 126) end += 1;
  return end > at && end === text.length;
}

/** `app/models/user.rb:12:in `save'` and `from …` of Ruby. */
export function isRubyFrame(text: string): boolean {
  const at = skipBlanks(text, 0);
  const start = text.startsWith("from ", at) ? at + 5 : at;
  const mark = text.indexOf(":in ", start);
  if (mark < 0 || mark > start + 300) return false;
  const quote = text.charCodeAt(mark + 4);
  return (quote === 96 || quote === 39) && isDigit(text.charCodeAt(mark - 1));
}

/** `#0 /srv/a.php(5): foo()`, `#1 {main}`, `Stack trace:`. */
export function isPhpFrame(text: string): boolean {
  if (text.startsWith("Stack trace:")) return true;
  const end = skipDigits(text, 1);
  return text.charCodeAt(0) === 35 && end > 1 && text.charCodeAt(end) === 32;
}
