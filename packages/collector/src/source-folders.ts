/**
 * The folders that sources name, up to their first wildcard: nothing outside of them is read, also where a link leads there.
 *
 * @param journalDirectory - Where a journal is read that is not in its usual place.
 */
export function sourceFolders(sources: readonly string[], journalDirectory?: string): string[] {
  const literal = sources
    .filter((source) => source.startsWith("/"))
    .map((source) => {
      const named = source.split(/[*?[]/u)[0] ?? source;
      return named.slice(0, named.lastIndexOf("/")) || "/";
    });
  return [...new Set(journalDirectory === undefined ? literal : [...literal, journalDirectory])];
}
