import { z } from "zod";
import { ApiError } from "../api-error.ts";
import type { LinePlace } from "../archive/line-reader.ts";

const Cursor = z.tuple([z.int(), z.string(), z.int().min(1)]);
const LineId = z.tuple([z.string(), z.int().min(1)]);

/** Names a place in an answer, for clients to hand back. */
export function cursorOf({ timeMs, source, line }: LinePlace): string {
  return packed([timeMs, source, line]);
}

/** @throws ApiError `BAD_INPUT` */
export function parseCursor(text: string): LinePlace {
  const [timeMs, source, line] = unpacked(Cursor, "after is an endCursor of an earlier answer", text);
  return { timeMs, source, line };
}

/** Names a line for good: its source, and its number there. */
export function lineIdOf({ source, line }: Pick<LinePlace, "source" | "line">): string {
  return packed([source, line]);
}

/** @throws ApiError `BAD_INPUT` */
export function parseLineId(text: string): Pick<LinePlace, "source" | "line"> {
  const [source, line] = unpacked(LineId, "line is the id of a line of an earlier answer", text);
  return { source, line };
}

function packed(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

function unpacked<Parts>(parts: z.ZodType<Parts>, rule: string, text: string): Parts {
  try {
    return parts.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch (cause) {
    throw new ApiError("BAD_INPUT", `${rule}, not ${JSON.stringify(text.slice(0, 64))}`, { cause });
  }
}
