import type { Level } from "../event.ts";
import type { Fields, Header } from "../header/header.ts";
import type { Block } from "./block.ts";

/** Most lines of one event; a longer one goes on as another event, so that nothing can hold a source's lines back for good. */
export const eventLinesMax = 1_000;

/** An event whose last line may still be to come. One serves all events of a batch, since only one is open at a time. */
export class OpenEvent {
  header: Header;
  block: Block;
  /** Its first line as it stands. */
  firstText = "";
  /** Indexes of its first and last line in the batch. */
  start = 0;
  last = 0;
  /** How many lines it has, without blank ones between them. */
  lineCount = 1;
  /** Its further lines, each after a newline; "" while it has one line. */
  rest = "";
  /** The last of them. */
  lastText = "";
  /** What a runtime has given so far of a line that it cut; null where nothing is missing. */
  partial: { text: string; readonly time: string; readonly stream: string } | null = null;

  constructor(header: Header) {
    this.header = header;
    this.block = "none";
  }

  /** Begins an event of one line. */
  begin(header: Header, block: Block, index: number, text: string): void {
    this.header = header;
    this.block = block;
    this.firstText = text;
    this.start = index;
    this.last = index;
    this.lineCount = 1;
    this.rest = "";
    this.lastText = "";
    this.partial = null;
  }
}

/** Adds a line to an open event. */
export function addLine(open: OpenEvent, index: number, text: string): void {
  open.last = index;
  open.lineCount += 1;
  open.rest += `\n${text}`;
  open.lastText = text;
}

/** Message of an open event: the first line's and the further ones. */
export function messageOf(open: OpenEvent): string {
  if (open.rest === "") return open.header.message;
  return open.header.message === "" ? open.rest.trim() : open.header.message + open.rest;
}

/** Level of an open event: what it says, else error when it is the trace of a failure. */
export function levelOf(open: OpenEvent): Level | null {
  if (open.header.level !== null) return open.header.level;
  return TRACES.has(open.block) ? "error" : null;
}

const TRACES: ReadonlySet<Block> = new Set<Block>([
  "java",
  "python",
  "python-end",
  "go",
  "node",
  "ruby",
  "php",
]);

/** Fields of an entry and of a part that has a header of its own; the entry's own count. */
export function fieldsOfBoth(first: Fields, further: Fields): Fields {
  return { ...further, ...first };
}
