/** What `node --cpu-prof` writes, as far as it is read here. */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

/** Self time by function, most first: milliseconds, share of the time that was not idle, function and file. */
export function whereTimeGoes({ nodes, samples, timeDeltas }: CpuProfile): string[] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url } }) => [
      id,
      `${functionName || "(anonymous)"} ${url.split("/").slice(-2).join("/")}`,
    ]),
  );
  const selfUs = new Map<string, number>();
  let busyUs = 0;
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? "";
    if (name.startsWith("(idle)") || name.startsWith("(program)")) continue;
    const us = timeDeltas[index] ?? 0;
    busyUs += us;
    selfUs.set(name, (selfUs.get(name) ?? 0) + us);
  }
  return [...selfUs]
    .toSorted(([, a], [, b]) => b - a)
    .map(
      ([name, us]) =>
        `${Math.round(us / 1000)
          .toString()
          .padStart(8)} ms ${((100 * us) / busyUs).toFixed(1).padStart(5)} %  ${name}`,
    );
}
