"use client";

import { formatBytes, formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { Bar } from "../../ui/bar.tsx";
import { Panel } from "../../ui/panel.tsx";
import styles from "./progress-panel.module.css";
import { useProgress, type Progress } from "./use-progress.ts";

/** The collection cycle that runs: how far it is in all and on each host. Nothing while none runs. */
export function ProgressPanel() {
  const progress = useProgress();
  if (progress === null || progress.phase === "idle") return null;
  const { hostsDone, hostsTotal, bytes, lines, lagBytes } = progress;
  return (
    <div className={styles.place}>
      <Panel
        title={texts.hosts.progress.phases[progress.phase] ?? progress.phase}
        aside={<span>{texts.hosts.progress.hosts(hostsDone, hostsTotal)}</span>}
      >
        <div className={styles.body}>
          <Bar share={partOf(progress)} />
          <p role="status">
            {texts.lines(Number(lines))}, {formatBytes(Number(bytes))}
            {Number(lagBytes) === 0 ? "" : `, ${texts.hosts.progress.lag(formatBytes(Number(lagBytes)))}`}
          </p>
          <ul className={styles.hosts}>
            {progress.hosts.map((host) => (
              <li key={host.host} data-phase={host.phase}>
                <strong>{host.host}</strong>{" "}
                <span>{texts.hosts.progress.hostPhases[host.phase] ?? host.phase}</span>{" "}
                <span className={styles.numbers}>
                  {formatCount(Number(host.lines))} · {formatBytes(Number(host.bytes))}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </Panel>
    </div>
  );
}

/** Of the bytes that are known, or of the hosts while no byte is. */
function partOf({ bytes, lagBytes, hostsDone, hostsTotal }: Progress): number {
  const known = Number(bytes) + Number(lagBytes);
  return known > 0 ? Number(bytes) / known : hostsDone / Math.max(1, hostsTotal);
}
