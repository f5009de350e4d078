"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { Polled } from "../data/use-polled.ts";
import type { Problem } from "../data/problem.ts";
import { texts } from "../texts.ts";
import { CopyBox } from "./copy-box.tsx";
import { When } from "./when.tsx";
import styles from "./states.module.css";

interface Props<T> {
  readonly state: Polled<T>;
  /** What stands where the answer will be, while there is none. */
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
  /** It stands under a heading of the page; else it brings the heading itself while there is none. */
  readonly isPart?: boolean;
}

/** The answer of a question, or what there is in its place; says so when it has grown old. */
export function Answer<T>({ state, skeleton, children, isPart = false }: Props<T>) {
  switch (state.phase) {
    case "loading":
      return (
        <div role="status" aria-busy="true">
          {isPart ? null : <h1 className="visually-hidden">{texts.state.loading}</h1>}
          {skeleton}
        </div>
      );
    case "failed":
      return <Failure problem={state.problem} />;
    case "ready":
      return (
        <>
          {state.problem === null ? null : (
            <p className={styles.stale} role="status">
              {state.problem.kind === "away" ? texts.state.stale : texts.state.staleRefused}{" "}
              <When at={state.at} />.
            </p>
          )}
          {children(state.data)}
        </>
      );
  }
}

function Failure({ problem }: { readonly problem: Problem }) {
  if (problem.kind === "refused") {
    return (
      <Notice title={texts.state.refusedTitle} isAlert>
        <CopyBox text={problem.message} />
      </Notice>
    );
  }
  return (
    <Notice title={texts.state.awayTitle} isAlert>
      <p>{texts.state.awayText}</p>
      <CopyBox text={texts.state.awayCommand} />
      <p>{texts.state.awayAgain}</p>
    </Notice>
  );
}

/** There is nothing to show because nothing was read: what to do about it. */
export function NoLines({ hasHosts }: { readonly hasHosts: boolean }) {
  return (
    <Notice title={texts.state.emptyTitle}>
      {hasHosts ? (
        <p>
          {texts.state.emptyWaiting} <Link href="/hosts">{texts.pages.hosts}</Link>.
        </p>
      ) : (
        <>
          <p>
            {texts.state.emptyHosts} <Link href="/hosts/add">{texts.hosts.add.title}</Link>
          </p>
          <p>{texts.state.emptyHostsFile}</p>
          <CopyBox text={texts.state.emptyHostsExample} />
        </>
      )}
    </Notice>
  );
}

interface NoticeProps {
  readonly title: string;
  readonly isAlert?: boolean;
  readonly children?: ReactNode;
}

/** A page's worth of explanation in place of its content. */
export function Notice({ title, isAlert = false, children }: NoticeProps) {
  return (
    <section className={styles.notice} role={isAlert ? "alert" : undefined}>
      <h1>{title}</h1>
      {children}
    </section>
  );
}

/** Grey bars of the height of what will come; `rows` of them. */
export function Skeleton({ rows, height = 18 }: { readonly rows: number; readonly height?: 18 | 44 | 320 }) {
  return (
    <div className={styles.skeletons} aria-hidden="true">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={styles.skeleton} data-height={height} />
      ))}
    </div>
  );
}
