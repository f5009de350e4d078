"use client";

import { useState, type KeyboardEvent } from "react";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import { useSize } from "../../ui/use-size.ts";
import { When } from "../../ui/when.tsx";
import type { LineAnswer, LoadedLines } from "./use-lines.ts";
import styles from "./lines.module.css";

interface Props {
  readonly loaded: LoadedLines;
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
  /** The end of what is here comes into sight. */
  readonly onEnd: () => void;
}

const ROW_HEIGHT = 26;
const SPARE_ROWS = 10;
/** A page more is fetched so many rows before its end is seen. */
const AHEAD_ROWS = 60;

/** Lines, one row each; only those in sight are in the page. Arrow keys move, Enter opens. */
export function LineList({ loaded: { lines, archived }, openId, onOpen, onEnd }: Props) {
  const [ref, size] = useSize();
  const [scrollTop, setScrollTop] = useState(0);
  const [at, setAt] = useState(-1);
  if (lines.length === 0) return <p className={styles.none}>{texts.archive.none}</p>;
  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS);
  const count = Math.ceil(size.height / ROW_HEIGHT) + 2 * SPARE_ROWS;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(lines.length - 1, at + by));
      setAt(next);
      const top = next * ROW_HEIGHT;
      const scroller = event.currentTarget;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top + ROW_HEIGHT > scroller.scrollTop + size.height)
        scroller.scrollTop = top + ROW_HEIGHT - size.height;
    } else if (event.key === "Enter") {
      const line = lines[at];
      if (line !== undefined) onOpen(line.id);
    }
  };
  return (
    <div
      ref={ref}
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={texts.archive.list}
      aria-activedescendant={at >= first && at < first + count ? `line-${at}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        setScrollTop(event.currentTarget.scrollTop);
        const last = (event.currentTarget.scrollTop + size.height) / ROW_HEIGHT;
        if (last > lines.length - AHEAD_ROWS) onEnd();
      }}
    >
      <div role="presentation" style={{ height: first * ROW_HEIGHT }} />
      {lines.slice(first, first + count).map((line, i) => (
        <Row
          key={line.id}
          line={line}
          index={first + i}
          total={archived}
          isActive={first + i === at}
          isOpen={line.id === openId}
          onOpen={() => {
            setAt(first + i);
            onOpen(line.id);
          }}
        />
      ))}
      <div role="presentation" style={{ height: Math.max(0, lines.length - first - count) * ROW_HEIGHT }} />
    </div>
  );
}

interface RowProps {
  readonly line: LineAnswer;
  readonly index: number;
  readonly total: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Row({ line, index, total, isActive, isOpen, onOpen }: RowProps) {
  return (
    <div
      id={`line-${index}`}
      role="option"
      aria-selected={isOpen}
      aria-posinset={index + 1}
      aria-setsize={total}
      className={styles.row}
      data-active={isActive}
      onClick={onOpen}
    >
      <span className={styles.time}>
        <When at={line.time} asClock />
      </span>
      <span className={styles.host}>{line.host}</span>
      <span className={styles.text}>{visible(line.text.slice(0, 1000))}</span>
    </div>
  );
}
