import { existsSync } from "node:fs";
import { filedLines } from "../../support/archive-files.ts";
import { seqOf } from "./line.ts";

/** How often each line of a stream stands in the archive's files. */
export interface ArchivedStream {
  readonly times: Uint8Array;
  /** Lines that are no whole line of the stream. */
  readonly torn: number;
}

/** The archive's files, as a stranger's DuckDB reads them: nothing of the product is asked. Null when there are none. */
export async function archivedStreams(
  folder: string,
  streams: readonly { readonly host: string; readonly path: string; readonly written: number }[],
): Promise<ReadonlyMap<string, ArchivedStream> | null> {
  if (!existsSync(folder)) return null;
  const found = new Map(
    streams.map(({ host, path, written }) => [
      `${host}:${path}`,
      { host, times: new Uint8Array(written), torn: 0 },
    ]),
  );
  for (const { source, text } of await filedLines(folder)) {
    const stream = found.get(source);
    if (stream === undefined) continue;
    const seq = seqOf(text, stream.host);
    if (seq === null || seq >= stream.times.length) stream.torn++;
    else stream.times[seq] = (stream.times[seq] ?? 0) + 1;
  }
  return found;
}
