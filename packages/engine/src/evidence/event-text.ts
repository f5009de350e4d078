import type { LogEvent } from "../event.ts";
import { isClientField, withoutClientWords, withoutCommand } from "./client-words.ts";

/** An event as rules see it. */
export interface EventText {
  readonly event: LogEvent;
  /** As far as it is heard: message, fields that the message does not show, and both again with %XX decoded once and twice. Bounded. */
  readonly text: string;
  /** It tells of an HTTP request. */
  readonly isRequest: boolean;
  /** Name of the program in small letters, or "". */
  readonly program: string;
  /** HTTP status, or 0. */
  readonly status: number;
}

/** How much of an event rules look at: an attack is no rarer in the end of a request than in its beginning, but a megabyte is no request. */
const TEXT_LENGTH_MAX = 8_192;
/** Fields of headers, which say nothing that a rule looks for. */
const HEADER_FIELDS = new Set([
  "host",
  "src",
  "pid",
  "http_status",
  "program",
  "app",
  "unit",
  "is_cut",
  "repeated",
  "uptime",
]);

const REQUEST =
  /\b(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|PROPFIND|CONNECT|TRACE|DEBUG|TRACK) (?:https?:)?\/| HTTP\/[\d.]|(?:method|verb|request)"?[=:] ?"?(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH)\b|cs-uri|\b(?:GET|POST|HEAD|PUT|DELETE|PATCH) {1,8}"\//i;

/**
 * Whose words a rule listens to. A service says what happened: `Failed password`. A client says what it likes, and may well imitate that:
 * in a request, as a user's name. A command says what was done.
 */
export type Hearing = "service" | "commands" | "all";

export function eventText(event: LogEvent, hearing: Hearing = "all"): EventText {
  const { fields } = event;
  const message = heard(event, hearing);
  const program = fields["program"] ?? fields["app"] ?? "";
  // Network devices name the kind of event there: %ASA-6-605004.
  const whole = program.startsWith("%") ? `${program}: ${message}` : message;
  let text = whole.length > TEXT_LENGTH_MAX ? whole.slice(0, TEXT_LENGTH_MAX) : whole;
  for (const [name, value] of Object.entries(fields)) {
    if (value === "" || HEADER_FIELDS.has(name) || event.message.includes(value)) continue;
    if (hearing !== "all" && isClientField(name)) continue;
    if (text.length + name.length + value.length > TEXT_LENGTH_MAX) break;
    text += ` ${name}="${value}"`;
  }
  if (fields["argc"] !== undefined && hearing !== "service") text += ` cmd=${commandLine(fields)}`;
  let isRequest: boolean | undefined;
  return {
    event,
    text: hearing === "all" ? withDecoded(text) : text,
    // Few texts are ever asked.
    get isRequest() {
      return (isRequest ??= REQUEST.test(text));
    },
    program: program.toLowerCase(),
    status: Number(fields["http_status"] ?? 0),
  };
}

function heard(event: LogEvent, hearing: Hearing): string {
  if (hearing === "all") return event.message;
  const told = withoutClientWords(event);
  return hearing === "service" ? withoutCommand(told) : told;
}

/** auditd writes a command word by word (a0, a1, …), in hexadecimal digits where a word has a space. */
function commandLine(fields: LogEvent["fields"]): string {
  const words: string[] = [];
  for (let i = 0; i < 64; i++) {
    const word = fields[`a${i}`];
    if (word === undefined) break;
    words.push(/^(?:[2-7][\dA-F]){4,2000}$/.test(word) ? fromHex(word) : word);
  }
  return words.join(" ").slice(0, TEXT_LENGTH_MAX);
}

const fromHex = (digits: string): string =>
  digits.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));

/** The text, and under it what it means when %XX (or nginx's \xXX) is decoded once and twice, where that says something else. */
function withDecoded(text: string): string {
  const once = decoded(text);
  if (once === text) return text;
  const twice = decoded(once);
  return twice === once ? `${text}\n${once}` : `${text}\n${once}\n${twice}`;
}

function decoded(text: string): string {
  if (!text.includes("%") && !text.includes("\\x") && !text.includes("\\u00")) return text;
  return text.replace(/(?:%u00|%|\\x|\\u00)([\da-f]{2})/gi, (_whole, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}
