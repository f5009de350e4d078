import { texts } from "../../texts.ts";
import styles from "./hosts.module.css";

/** How a read ended, by colour and word. */
export function PhaseMark({ phase }: { readonly phase: string }) {
  return (
    <span className={styles.phase} data-phase={phase}>
      {texts.hosts.phases[phase] ?? phase}
    </span>
  );
}
