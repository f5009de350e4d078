"use client";

import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { ask } from "../../data/ask.ts";
import { SEARCH } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { formatCount } from "../../format/numbers.ts";
import type { ScopeArguments } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { toClusterRow, type ClusterRow } from "../../tree/cluster-row.ts";
import { ClusterName } from "../../ui/cluster-name.tsx";
import styles from "./tree-search.module.css";

interface Props {
  readonly scope: ScopeArguments;
  readonly onFound: (id: string) => void;
}

const POLL_MS = 60_000;
const ASK_AFTER_MS = 150;
const LENGTH_MAX = 200;

/** Finds clusters by words, wherever in the tree they are; `/` leads to it, arrows and Enter choose. */
export function TreeSearch({ scope, onFound }: Props) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = useSearch(useSettled(text.trim()), scope);
  useSlashKey(input);

  const hits = found ?? [];
  const choose = (cluster: ClusterRow | undefined) => {
    if (cluster === undefined) return;
    setIsOpen(false);
    onFound(cluster.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setIsOpen(true);
      const by = event.key === "ArrowDown" ? 1 : -1;
      setAt(Math.max(0, Math.min(hits.length - 1, at + by)));
    } else if (event.key === "Enter") choose(hits[at]);
    else if (event.key === "Escape") setIsOpen(false);
  };
  const isShown = isOpen && text.trim() !== "" && found !== null;
  return (
    <div
      className={styles.search}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <input
        ref={input}
        type="search"
        role="combobox"
        className={styles.input}
        maxLength={LENGTH_MAX}
        placeholder={texts.tree.search}
        aria-label={texts.tree.searchLabel}
        aria-expanded={isShown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isShown && hits.length > 0 ? `${listId}-${at}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setIsOpen(true);
        }}
        onFocus={() => setIsOpen(true)}
        onKeyDown={onKeyDown}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={texts.tree.searchLabel}
        className={styles.hits}
        hidden={!isShown}
      >
        {hits.map((cluster, i) => (
          <li
            key={cluster.id}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === at}
            className={styles.hit}
            onPointerEnter={() => setAt(i)}
            // The input would lose the focus, and with it the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(cluster)}
          >
            <ClusterName cluster={cluster} />
            <span className={styles.size}>{formatCount(cluster.size)}</span>
          </li>
        ))}
        {hits.length === 0 ? (
          <li role="option" aria-selected={false} aria-disabled="true" className={styles.none}>
            {texts.tree.nothingFound}
          </li>
        ) : null}
      </ul>
    </div>
  );
}

/** Null while there is no answer, or nothing to ask. */
function useSearch(text: string, scope: ScopeArguments): readonly ClusterRow[] | null {
  const [state] = usePolled(
    JSON.stringify(["search", text, scope]),
    async (client) =>
      text === "" ? [] : (await ask(client, SEARCH, { text, ...scope })).search.map(toClusterRow),
    POLL_MS,
  );
  return state.phase === "ready" && text !== "" ? state.data : null;
}

/** The value once it has not changed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function useSlashKey(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}
