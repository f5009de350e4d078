import type { LogEvent } from "../event.ts";
import { addMessageFields } from "../fields/message-fields.ts";
import { withoutAnsi } from "../header/ansi.ts";
import { BRACE_OPEN, isDigit } from "../header/chars.ts";
import { readContainerLine, type ContainerLine } from "../header/container-line.ts";
import { plainHeader, type Header } from "../header/header.ts";
import { readJsonLine } from "../header/json-line.ts";
import { readEntry } from "../header/read-entry.ts";
import type { Line } from "../line.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { blockOf, continuedBlock, isLoggingClass } from "./continues.ts";
import { addLine, fieldsOfBoth, levelOf, messageOf, OpenEvent } from "./open-event.ts";
import { repeatedEntry, type Repeatable } from "./repeated.ts";
import { readStructure } from "./structure.ts";

/** Puts a batch's lines together to events. */
export class EventGrouper {
  readonly events: LogEvent[] = [];
  /** The last finished event, as far as a line that says it was repeated needs it. */
  last: Repeatable | null;
  readonly #lines: readonly Line[];
  readonly #reader: TimestampReader;
  readonly #open = new OpenEvent(plainHeader(null, ""));
  #isOpen = false;
  #blanks = 0;

  constructor(lines: readonly Line[], reader: TimestampReader, last: Repeatable | null) {
    this.#lines = lines;
    this.#reader = reader;
    this.last = last;
  }

  /** Index of the first line of the event that is not finished; the number of lines when there is none. */
  get restFrom(): number {
    return this.#isOpen ? this.#open.start : this.#lines.length;
  }

  add(index: number): void {
    const raw = withoutAnsi(this.#lines[index]?.text ?? "");
    if (isBlankText(raw)) {
      this.#blanks += 1;
      return;
    }
    const first = raw.charCodeAt(0);
    const container = first === BRACE_OPEN || isDigit(first) ? readContainerLine(raw) : null;
    if (container !== null) this.#addContainer(index, container);
    else this.#addText(index, raw);
    this.#blanks = 0;
  }

  /** Finishes the event that is open. */
  finish(): void {
    if (!this.#isOpen) return;
    const open = this.#open;
    this.#isOpen = false;
    if (open.partial !== null) open.header = this.#contained(open.partial.text, open.partial);
    if (open.block !== "none" || open.rest !== "") {
      const whole = readStructure(open, this.#reader);
      if (whole !== null) {
        this.#emit(open, whole, whole.message);
        return;
      }
    }
    this.#emit(open, open.header, messageOf(open));
  }

  #addText(index: number, text: string): void {
    const header = readEntry(text, this.#reader);
    if (this.#continue(index, text, header)) return;
    this.#begin(index, text, header);
  }

  #addContainer(index: number, container: ContainerLine): void {
    const open = this.#open;
    if (this.#isOpen && open.partial?.stream === container.stream) {
      open.partial.text += container.text;
      open.last = index;
      if (!container.isPartial) {
        open.header = this.#contained(open.partial.text, open.partial);
        open.partial = null;
      }
      return;
    }
    if (container.isPartial) {
      this.finish();
      const header = this.#contained("", container);
      open.begin(header, "none", index, "");
      open.partial = { ...container };
      this.#isOpen = true;
      return;
    }
    if (isBlankText(container.text)) return;
    const header = this.#contained(container.text, container);
    if (!this.#continue(index, container.text, header)) this.#begin(index, container.text, header);
  }

  /** The header of what a program said inside a runtime's line, whose time counts where the program gives none. */
  #contained(text: string, container: { readonly time: string; readonly stream: string }): Header {
    const header = readEntry(withoutAnsi(text), this.#reader);
    const fields = { ...header.fields, stream: container.stream };
    if (header.timestamp !== null) return { ...header, fields };
    return { ...header, fields, timestamp: this.#reader.readWhole(container.time) ? this.#reader.iso : null };
  }

  #continue(index: number, text: string, header: Header): boolean {
    const open = this.#open;
    if (!this.#isOpen || open.partial !== null) return false;
    if (isLoggingClass(open, text)) {
      const program = open.header.message.split(" ", 1).join("");
      open.header = {
        ...header,
        timestamp: open.header.timestamp,
        fields: { ...header.fields, program },
        isHeaded: true,
      };
      open.last = index;
      return true;
    }
    const block = continuedBlock(open, text, header, this.#blanks, () => this.#textAfter(index));
    if (block === null) return false;
    // The first section begins with the time.
    if (open.block === "sections" && open.header.timestamp === null)
      open.header = { ...open.header, timestamp: header.timestamp };
    open.block = block;
    if (this.#blanks > 0 && (block === "xml" || block === "go" || block === "json")) addLine(open, index, "");
    addLine(open, index, header.isHeaded ? header.message : text.trimEnd());
    if (header.fields["audit_id"] !== undefined)
      open.header = { ...open.header, fields: fieldsOfBoth(open.header.fields, header.fields) };
    return true;
  }

  #begin(index: number, text: string, header: Header): void {
    this.finish();
    const block = blockOf(text, header);
    const open = this.#open;
    open.begin(header, block, index, text);
    this.#isOpen = true;
    if (text.charCodeAt(0) !== BRACE_OPEN || !text.startsWith('{"Records":[')) return;
    const headers = readJsonLine(text, this.#reader) ?? [];
    if (headers.length < 2) return;
    this.#isOpen = false;
    for (const record of headers) this.#emit(open, record, record.message);
  }

  /** The line after one; undefined where the batch ends. */
  #textAfter(index: number): string | undefined {
    const line = this.#lines[index + 1];
    return line === undefined ? undefined : withoutAnsi(line.text);
  }

  #emit(open: OpenEvent, header: Header, text: string): void {
    const from = this.#lines[open.start];
    const to = this.#lines[open.last];
    if (from === undefined || to === undefined) return;
    const repeated = repeatedEntry(text, this.last);
    const message = repeated === null ? trimmed(text) : repeated.message;
    const fields = repeated === null ? header.fields : { ...repeated.fields, ...header.fields };
    const level = (open.header === header ? levelOf(open) : header.level) ?? repeated?.level ?? null;
    if (repeated === null) addMessageFields(fields, message, header.isStructured);
    if (from.isCut || to.isCut) fields["is_cut"] = "true";
    const event: LogEvent = {
      firstLine: from.number,
      lastLine: to.number,
      offsetBytes: from.offsetBytes,
      lengthBytes: to.offsetBytes + to.lengthBytes - from.offsetBytes,
      timestamp: header.timestamp,
      level,
      message,
      fields,
      weight: repeated === null ? 1 : repeated.weight,
    };
    this.events.push(event);
    this.last = event;
  }
}

/** Blanks at both ends say nothing; most messages have none, and then no copy is made. */
function trimmed(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 32 && last > 32 && last < 128 ? text : text.trim();
}

function isBlankText(text: string): boolean {
  return text.charCodeAt(0) <= 32 ? text.trim() === "" : text === "";
}
