import { formatBytes, formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { Panel } from "../../ui/panel.tsx";
import { When } from "../../ui/when.tsx";
import { HostActions } from "./host-actions.tsx";
import type { HostAnswer } from "./hosts-view.tsx";
import styles from "./hosts.module.css";
import { PhaseMark } from "./phase-mark.tsx";
import { Trouble } from "./trouble.tsx";

type SourceAnswer = HostAnswer["sources"][number];

interface Props {
  readonly host: HostAnswer;
  /** As the settings have it; null: they do not, or cannot be changed. */
  readonly setting: { readonly isPaused: boolean } | null;
  readonly onDone: () => Promise<void>;
}

/** One host: how its last read ended, its sources, for each error what to type, and what can be done with it. */
export function HostPanel({ host, setting, onDone }: Props) {
  const { columns } = texts.hosts;
  return (
    <Panel
      title={
        <span className={styles.title}>
          {host.name}
          <PhaseMark phase={host.phase} />
          {host.learning ? (
            <span className={styles.learning} title={texts.hosts.learningHint}>
              {texts.hosts.learning} <When at={host.learningUntil} />
            </span>
          ) : null}
        </span>
      }
      aside={
        <span className={styles.address}>
          <code>{address(host)}</code> <When at={host.lastRunAt} />
        </span>
      }
    >
      {host.errorCode === null ? null : <Trouble of={host} />}
      {host.warningCode === null ? null : (
        <Trouble
          of={{
            errorCode: host.warningCode,
            errorMessage: host.warningMessage,
            errorFix: host.warningFix,
          }}
        />
      )}
      <div className={styles.scroll} role="group" aria-label={host.name} tabIndex={0}>
        <table className={`${styles.table ?? ""} ${styles.sources ?? ""}`}>
          <thead>
            <tr>
              <th scope="col">{columns.source}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col" className={styles.number}>
                {columns.lines}
              </th>
              <th scope="col" className={styles.number}>
                {columns.read}
              </th>
              <th scope="col" className={styles.number}>
                {columns.behind}
              </th>
              <th scope="col" className={styles.number}>
                {columns.last}
              </th>
            </tr>
          </thead>
          <tbody>
            {host.sources.map((source) => (
              <SourceRows key={source.id} source={source} hostCode={host.errorCode} />
            ))}
          </tbody>
        </table>
      </div>
      {host.hostKeySha256 === null ? null : (
        <p className={styles.key}>
          {texts.hosts.hostKey} <code>{host.hostKeySha256}</code>
        </p>
      )}
      {setting === null ? null : <HostActions name={host.name} isPaused={setting.isPaused} onDone={onDone} />}
    </Panel>
  );
}

function address({ user, address: where, port }: HostAnswer): string {
  return port === 0 ? texts.hosts.thisMachine : `${user}@${where}:${port}`;
}

interface SourceRowsProps {
  readonly source: SourceAnswer;
  /** The host's own error, which its sources then share: it is said once. */
  readonly hostCode: string | null;
}

function SourceRows({ source, hostCode }: SourceRowsProps) {
  const behind = Math.max(0, Number(source.sizeBytes) - Number(source.offsetBytes));
  const hasOwnTrouble = source.errorCode !== null && source.errorCode !== hostCode;
  return (
    <>
      <tr>
        <td className={styles.source}>
          <code>{source.path}</code>
          {source.redacted.length === 0 ? null : (
            <span className={styles.redacted} title={texts.hosts.redactedHint}>
              {texts.hosts.redacted(
                source.redacted.map(({ kind, count }) => ({ kind, count: Number(count) })),
              )}
            </span>
          )}
        </td>
        <td>
          <PhaseMark phase={source.phase} />
        </td>
        <td className={styles.number}>{formatCount(Number(source.lineCount))}</td>
        <td className={styles.number}>{formatBytes(Number(source.offsetBytes))}</td>
        <td className={styles.number}>{behind === 0 ? texts.hosts.upToDate : formatBytes(behind)}</td>
        <td className={styles.number}>
          <When at={source.lastReadAt} />
        </td>
      </tr>
      {hasOwnTrouble ? (
        <tr>
          <td colSpan={6} className={styles.troubleCell}>
            <Trouble of={source} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
