import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import styles from "./severity-mark.module.css";

interface Props {
  readonly severity: string;
  /** How many findings it heads. */
  readonly count?: number;
}

/** A severity by shape, colour and word. */
export function SeverityMark({ severity, count }: Props) {
  return (
    <span className={styles.mark} data-severity={severity}>
      <SeverityShape severity={severity} />
      {texts.severities[severity] ?? severity}
      {count === undefined ? null : <span className={styles.count}>{formatCount(count)}</span>}
    </span>
  );
}

/** The shape alone, where words stand beside it or in its title. */
export function SeverityShape({ severity }: Pick<Props, "severity">) {
  return (
    <svg
      className={styles.shape}
      data-severity={severity}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {severity === "HIGH" ? <path d="M6 0.5 12 11.5H0z" /> : null}
      {severity === "MEDIUM" ? <path d="M6 0 12 6 6 12 0 6z" /> : null}
      {severity === "LOW" ? <circle cx="6" cy="6" r="4.5" /> : null}
    </svg>
  );
}
