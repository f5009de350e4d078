import { HourBars } from "../../chart/hour-bars.tsx";
import type { HourCount } from "../../chart/hour-buckets.ts";
import type { ScopeControl } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import { Panel } from "../../ui/panel.tsx";
import styles from "./branch-page.module.css";

interface Props {
  readonly hours: readonly HourCount[];
  readonly control: ScopeControl;
}

/** When it was written, hour by hour; a click narrows the window to that hour. */
export function HoursPanel({ hours, control: { scope, setSpan } }: Props) {
  const range = {
    fromMs: scope.from === null ? null : Date.parse(scope.from),
    toMs: scope.to === null ? null : Date.parse(scope.to),
  };
  return (
    <Panel title={texts.branch.hours} aside={<span className={styles.hint}>{texts.branch.hoursHint}</span>}>
      <div className={styles.body}>
        <HourBars hours={hours} range={range} height={96} withAxis onPick={setSpan} />
      </div>
    </Panel>
  );
}
