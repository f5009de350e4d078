import { CollectError } from "./collect-error.ts";
import { amber, green, red, type HostCheck } from "./host-check.ts";
import { journalPath, readJournal, wholeJournal, type JournalOptions } from "./journal/read-journal.ts";
import type { Transport } from "./transport.ts";

/** Of a glob with more files than this the first ones speak for the others. */
const filesMax = 20;
const journalBytesMax = 256 * 1024;

/** Opens the files that each source names. */
export async function checkSources(
  transport: Transport,
  sources: readonly string[],
  journal: JournalOptions = wholeJournal,
): Promise<HostCheck[]> {
  const checks: HostCheck[] = [];
  for (const source of sources) checks.push(await checkSource(transport, source, journal));
  return checks;
}

async function checkSource(
  transport: Transport,
  source: string,
  journal: JournalOptions,
): Promise<HostCheck> {
  try {
    if (source === journalPath) return await checkEntries(transport, journal);
    const paths = await transport.list(source);
    if (paths.length === 0) {
      const folder = source.slice(0, source.lastIndexOf("/")) || "/";
      return amber(source, "names no file now", `Look what there is: ls -l ${folder}`);
    }
    let bytes = 0;
    for (const path of paths.slice(0, filesMax)) bytes += await readableBytes(transport, path);
    const more = paths.length > filesMax ? ` in the first ${filesMax}` : "";
    return green(
      source,
      `${paths.length === 1 ? "1 file" : `${paths.length} files`}, ${sizeText(bytes)}${more}`,
    );
  } catch (error) {
    if (!(error instanceof CollectError) || error.code === "CONNECTION_LOST") throw error;
    return red(source, error.message, error.fix);
  }
}

async function checkEntries(transport: Transport, journal: JournalOptions): Promise<HostCheck> {
  const { bytes, lagBytes } = await readJournal(transport, null, journal, journalBytesMax);
  const since = `of the last ${journal.sinceDays} days${journal.units.length === 0 ? "" : ` of ${journal.units.join(", ")}`}`;
  if (bytes.length === 0)
    return amber(journalPath, `has no entries ${since}`, "Look what there is: journalctl -n 5");
  return green(journalPath, `entries ${since}, ${lagBytes > 0 ? "more than " : ""}${sizeText(bytes.length)}`);
}

async function readableBytes(transport: Transport, path: string): Promise<number> {
  const file = await transport.open(path);
  try {
    await file.read(0, 1);
    return (await file.stat()).sizeBytes;
  } finally {
    await file.close();
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
