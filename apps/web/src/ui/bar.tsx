import { levelTone } from "./level.tsx";
import styles from "./bar.module.css";

interface Props {
  /** 0 to 1 of the room there is. */
  readonly share: number;
  /** Colours it; without it the bar has the accent colour. */
  readonly level?: string | null;
}

/** A bar beside a number that says the same; hidden from screen readers for that reason. */
export function Bar({ share, level }: Props) {
  return (
    <svg className={styles.bar} aria-hidden="true" width="100%" height="8" preserveAspectRatio="none">
      <rect className={styles.ground} width="100%" height="8" />
      <rect
        className={styles.fill}
        data-level={level === undefined ? "accent" : levelTone(level)}
        width={`${Math.max(share > 0 ? 0.6 : 0, Math.min(1, share) * 100)}%`}
        height="8"
      />
    </svg>
  );
}
