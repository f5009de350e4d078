import { texts } from "../../texts.ts";
import { CopyBox } from "../../ui/copy-box.tsx";
import styles from "./hosts.module.css";

interface Props {
  readonly of: {
    readonly errorCode: string | null;
    readonly errorMessage: string | null;
    readonly errorFix: string | null;
  };
}

/** Why something could not be read, and the line that mends it. */
export function Trouble({ of }: Props) {
  return (
    <div className={styles.trouble}>
      <p>
        <strong>{of.errorCode}</strong> {of.errorMessage}
      </p>
      {of.errorFix === null ? null : (
        <>
          <p className={styles.fix}>{texts.hosts.fix}</p>
          <CopyBox text={of.errorFix} />
        </>
      )}
    </div>
  );
}
