import type { LogEvent } from "../event.ts";
import { auditRecords } from "./audit-records.ts";
import { fileView, processViews } from "./process-views.ts";
import { requestView } from "./request-view.ts";
import { SigmaView } from "./sigma-view.ts";

/** Ways to see an event. */
export type SourceKind = "event" | "request" | "audit" | "process" | "file";

const TEXT_LENGTH_MAX = 8_192;
const IN_FRONT = new Set(["host", "program", "pid"]);

/** An event in all the ways in which log sources of Sigma see it. */
export class SigmaEvent {
  readonly event: LogEvent;
  readonly #views: Readonly<Record<SourceKind, readonly SigmaView[]>>;

  constructor(event: LogEvent) {
    this.event = event;
    const records = auditRecords(event);
    const request = requestView(event);
    this.#views = {
      event: [new SigmaView(wholeText(event), event.fields)],
      request: request === null ? [] : [request],
      audit: records.map(({ text, fields }) => new SigmaView(text, fields)),
      process: processViews(event, records),
      file: fileView(records),
    };
  }

  views(kind: SourceKind): readonly SigmaView[] {
    return this.#views[kind];
  }

  /** All texts that rules may look at, in small letters. */
  haystack(): string {
    const { event, ...others } = this.#views;
    return [
      ...event.map(({ foldedText }) => foldedText),
      ...Object.values(others).flatMap((views) => views.map((view) => view.haystack())),
    ].join("\n");
  }
}

/** The event as its line has it, as far as it was kept, and the fields that its message does not show. */
function wholeText({ message, fields }: LogEvent): string {
  const program = fields["program"] ?? "";
  const pid = fields["pid"] === undefined ? "" : `[${fields["pid"]}]`;
  const front = program === "" ? "" : `${program}${pid}: `;
  let text = `${fields["host"] ?? ""} ${front}${message}`;
  for (const [name, value] of Object.entries(fields)) {
    if (text.length > TEXT_LENGTH_MAX) break;
    if (!IN_FRONT.has(name) && value !== "" && !message.includes(value)) text += ` ${name}=${value}`;
  }
  return text;
}
