const firstDelayMs = 1_000;
const delayMsMax = 60_000;

/**
 * How long to leave a host alone after so many failures in a row: 1 s, doubled with each, at most 60 s, less up to half of it by
 * chance, so that hosts that fell together are not all asked together.
 *
 * @param failures - from 1 on
 * @param chance - in [0, 1)
 */
export function backOffMs(failures: number, chance: number): number {
  return Math.min(delayMsMax, firstDelayMs * 2 ** (failures - 1)) * (1 - chance / 2);
}
