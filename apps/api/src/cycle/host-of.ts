/** A source's id begins with the name of its host. */
export function hostOf(sourceId: string): string {
  return sourceId.slice(0, sourceId.indexOf(":"));
}
