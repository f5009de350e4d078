import { formatBytes, formatCount } from "../../format/numbers.ts";
import { formatDuration } from "../../format/times.ts";
import { texts } from "../../texts.ts";
import { Panel } from "../../ui/panel.tsx";
import { When } from "../../ui/when.tsx";
import type { HostsAnswer } from "./hosts-view.tsx";
import styles from "./hosts.module.css";
import { PhaseMark } from "./phase-mark.tsx";

type RunAnswer = HostsAnswer["runs"][number];

/** The latest collection cycles, newest first. */
export function RunsPanel({ runs }: { readonly runs: readonly RunAnswer[] }) {
  const columns = texts.hosts.runColumns;
  return (
    <Panel title={texts.hosts.runs}>
      <div className={styles.scroll} role="group" aria-label={texts.hosts.runs} tabIndex={0}>
        <table className={`${styles.table ?? ""} ${styles.runs ?? ""}`}>
          <thead>
            <tr>
              <th scope="col">{columns.started}</th>
              <th scope="col">{columns.state}</th>
              {[columns.took, columns.lines, columns.bytes, columns.kinds, columns.errors].map((name) => (
                <th key={name} scope="col" className={styles.number}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id}>
                <td>
                  <When at={run.startedAt} asClock />
                </td>
                <td>
                  <PhaseMark phase={run.phase} />
                </td>
                <td className={styles.number}>{took(run)}</td>
                <td className={styles.number}>{formatCount(Number(run.lines))}</td>
                <td className={styles.number}>{formatBytes(Number(run.bytes))}</td>
                <td className={styles.number}>{formatCount(run.newTemplates)}</td>
                <td className={styles.number}>{formatCount(run.errorCount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function took({ startedAt, endedAt }: RunAnswer): string {
  if (endedAt === null) return texts.none;
  return formatDuration(new Date(endedAt).getTime() - new Date(startedAt).getTime());
}
