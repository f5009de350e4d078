"use client";

import { useEffect, useState } from "react";
import { ask } from "../../data/ask.ts";
import { CONTEXT } from "../../data/line-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { download } from "../../export/download.ts";
import { formatCount } from "../../format/numbers.ts";
import { formatExact } from "../../format/times.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { Answer, Skeleton } from "../../ui/states.tsx";
import { rawBytes } from "./raw-line.ts";
import type { LineAnswer } from "./use-lines.ts";
import styles from "./lines.module.css";

const POLL_MS = 600_000;
const AROUND_FIRST = 5;
const AROUND_MAX = 500;

/** One line with all that is known of it, and the lines around it in its source. */
export function LineContext({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [around, setAround] = useState(AROUND_FIRST);
  const [state] = usePolled(
    JSON.stringify(["context", id, around]),
    async (client) => (await ask(client, CONTEXT, { line: id, around })).context,
    POLL_MS,
  );
  return (
    <section className={styles.context} aria-label={texts.archive.context}>
      <Answer isPart state={state} skeleton={<Skeleton rows={6} />}>
        {(lines) => (
          <>
            <Head line={lines.find((line) => line.id === id)} onClose={onClose} />
            <ol className={styles.around}>
              {lines.map((line) => (
                <li
                  key={line.id}
                  data-own={line.id === id}
                  aria-current={line.id === id ? "true" : undefined}
                >
                  <span className={styles.number}>{formatCount(Number(line.number))}</span>
                  <span className={styles.whole}>{visible(line.text)}</span>
                </li>
              ))}
            </ol>
            <button
              type="button"
              className={button.quiet}
              disabled={around >= AROUND_MAX}
              onClick={() => setAround(Math.min(AROUND_MAX, around * 4))}
            >
              {texts.archive.moreAround}
            </button>
          </>
        )}
      </Answer>
    </section>
  );
}

function Head({ line, onClose }: { readonly line: LineAnswer | undefined; readonly onClose: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className={styles.head}>
      {line === undefined ? null : (
        <>
          <p>
            <code>{line.sourceId}</code> {texts.archive.number(Number(line.number))},{" "}
            {formatExact(Date.parse(line.time))}
            {line.isObserved ? `, ${texts.archive.observed}` : ""}
            {line.isRedacted ? `, ${texts.archive.redacted}` : ""}
            {line.isCut ? `, ${texts.archive.cut}` : ""}
          </p>
          <button
            type="button"
            className={button.button}
            onClick={() => void navigator.clipboard.writeText(line.text).then(() => setIsCopied(true))}
          >
            {isCopied ? texts.copy.copied : texts.copy.copy}
          </button>
          <button
            type="button"
            className={button.button}
            onClick={() => download(`line-${line.number}.log`, new Blob([rawBytes(line)]))}
          >
            {texts.archive.raw}
          </button>
        </>
      )}
      <button type="button" className={button.button} onClick={onClose}>
        {texts.archive.close}
      </button>
    </div>
  );
}
