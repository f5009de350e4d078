import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { Bar } from "../../ui/bar.tsx";
import { Panel } from "../../ui/panel.tsx";
import styles from "./branch-page.module.css";

interface Props {
  readonly hosts: readonly { readonly host: string; readonly size: string }[];
  readonly size: number;
}

/** On which hosts it occurs; they add up to all of it. */
export function HostsPanel({ hosts, size }: Props) {
  return (
    <Panel title={texts.branch.hosts}>
      {hosts.length === 0 ? <p className={styles.none}>{texts.branch.noHosts}</p> : null}
      <ul className={styles.hosts}>
        {hosts.map(({ host, size: of }) => (
          <li key={host}>
            <span>{host}</span>
            <span>{formatCount(Number(of))}</span>
            <Bar share={Number(of) / Math.max(1, size)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
