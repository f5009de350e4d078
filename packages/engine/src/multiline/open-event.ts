import type { Level } from "../event.ts";
import type { Fields, Header } from "../header/header.ts";
import type { Block } from "./block.ts";

/** Most lines of one event; a longer one goes on as another event, so that nothing can hold a source's lines back for good. */
export const eventLinesMax = 1_000;

/** An event whose last line may still be to come. */
export interface OpenEvent {
  header: Header;
  block: Block;
  /** Its first line as it stands. */
  readonly firstText: string;
  /** Indexes of its first and last line in the batch. */
  readonly start: number;
  last: number;
  /** How many lines it has, without blank ones between them. */
  lineCount: number;
  /** Its further lines, each after a newline; "" while it has one line. */
  rest: string;
  /** The last of them. */
  lastText: string;
  /** What a runtime has given so far of a line that it cut; null where nothing is missing. */
  partial: { text: string; readonly time: string; readonly stream: string } | null;
}

/** An event of one line. */
export function openEvent(header: Header, block: Block, index: number, firstText: string): OpenEvent {
  return {
    header,
    block,
    firstText,
    start: index,
    last: index,
    lineCount: 1,
    rest: "",
    lastText: "",
    partial: null,
  };
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
