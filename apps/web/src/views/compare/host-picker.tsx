import { texts } from "../../texts.ts";
import type { UrlChange } from "../../ui/use-url-state.ts";
import styles from "./compare.module.css";

interface Props {
  readonly hosts: readonly string[];
  readonly host: string;
  readonly other: string | null;
  readonly onPick: (change: UrlChange) => void;
}

/** Two hosts, the second of which may be all others. */
export function HostPicker({ hosts, host, other, onPick }: Props) {
  return (
    <>
      <label className={styles.pick}>
        {texts.compare.host}
        <select value={host} onChange={({ target }) => onPick({ host: target.value })}>
          {hosts.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label className={styles.pick}>
        {texts.compare.against}
        <select value={other ?? ""} onChange={({ target }) => onPick({ other: target.value })}>
          <option value="">{texts.compare.allOthers}</option>
          {hosts
            .filter((name) => name !== host)
            .map((name) => (
              <option key={name}>{name}</option>
            ))}
        </select>
      </label>
    </>
  );
}
