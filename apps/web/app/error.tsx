"use client";

import { texts } from "../src/texts.ts";
import { CopyBox } from "../src/ui/copy-box.tsx";
import { Notice } from "../src/ui/states.tsx";
import styles from "../src/ui/button.module.css";

interface Props {
  readonly error: Error;
  readonly reset: () => void;
}

export default function Broken({ error, reset }: Props) {
  return (
    <Notice title={texts.state.brokenTitle} isAlert>
      <CopyBox text={error.message} />
      <p>
        <button type="button" className={styles.button} onClick={reset}>
          {texts.state.brokenAgain}
        </button>
      </p>
    </Notice>
  );
}
