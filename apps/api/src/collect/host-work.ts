/** Work with hosts that nobody waits for longer than he likes: what is not done by then goes on, and whoever asks next gets it. */
export class HostWork<Host, Result> {
  readonly #going = new Map<Host, Promise<Result>>();

  /**
   * The result of `work`, or of earlier work for this host that was late and is done by now.
   *
   * @param patienceMs - How long to wait for work that begins now. For what was late already nobody waits: a host that hangs
   *   costs its patience once. Infinity waits for either.
   * @returns null while it is not done.
   * @throws What the work threw.
   */
  async result(host: Host, patienceMs: number, work: () => Promise<Result>): Promise<Result | null> {
    const late = this.#going.get(host);
    const going = late ?? work();
    this.#going.set(host, going);
    const isPatient = late === undefined || patienceMs === Infinity;
    if (!(await settlesWithin(going, isPatient ? patienceMs : 0))) return null;
    this.#going.delete(host);
    return going;
  }

  /** Nobody will ask for the host again: what is late is given up. */
  forget(host: Host): void {
    this.#going.delete(host);
  }
}

async function settlesWithin(going: Promise<unknown>, waitMs: number): Promise<boolean> {
  const settled = going.then(
    () => true,
    () => true,
  );
  if (waitMs === Infinity) return settled;
  const over = Promise.withResolvers<boolean>();
  const timer = setTimeout(over.resolve, waitMs, false);
  return Promise.race([settled, over.promise]).finally(() => clearTimeout(timer));
}
