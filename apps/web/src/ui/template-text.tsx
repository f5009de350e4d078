import { visible } from "../format/visible.ts";
import { templatePieces } from "../tree/template-text.ts";
import styles from "./template-text.module.css";

interface Props {
  readonly text: string;
  /** "line": one line, its end cut off when there is no room; "clamp": at most three; "full": all of it. */
  readonly fit: "line" | "clamp" | "full";
}

/** A template with the places of values marked. Log text: text nodes only. */
export function TemplateText({ text, fit }: Props) {
  return (
    <span className={`${styles.text ?? ""} ${styles[fit] ?? ""}`} title={fit === "full" ? undefined : text}>
      {templatePieces(text).map((piece, i) =>
        piece.isSlot ? (
          <span key={i} className={styles.slot}>
            {piece.text}
          </span>
        ) : (
          <span key={i}>{visible(piece.text)}</span>
        ),
      )}
    </span>
  );
}
