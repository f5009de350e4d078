import { texts } from "../texts.ts";
import styles from "./level.module.css";

/** The tones of levels, most severe first. */
export const LEVEL_ORDER = ["fatal", "error", "warn", "info", "debug", "none"];

/** Name of the level's colours in tokens.css; trace looks like debug. */
export function levelTone(level: string | null): string {
  switch (level) {
    case "fatal":
    case "error":
    case "warn":
    case "info":
    case "debug":
      return level;
    case "trace":
      return "debug";
    default:
      return "none";
  }
}

/** A mark in the colour of a level; its word is there for those who do not see it. */
export function LevelMark({
  level,
  withWord = false,
}: {
  readonly level: string | null;
  readonly withWord?: boolean;
}) {
  const word = texts.levels[level ?? "none"] ?? level ?? "";
  return (
    <span className={styles.level} title={word}>
      <span className={styles.mark} data-level={levelTone(level)} aria-hidden="true" />
      <span className={withWord ? undefined : "visually-hidden"}>{word}</span>
    </span>
  );
}
