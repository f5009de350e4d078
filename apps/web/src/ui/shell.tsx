"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { ScopedLink } from "../scope/scoped-link.tsx";
import { texts } from "../texts.ts";
import { ThemeSwitch } from "./theme-switch.tsx";
import type { Theme } from "./theme.ts";
import styles from "./shell.module.css";

const PAGES = [
  { href: "/", label: texts.pages.home },
  { href: "/clusters", label: texts.pages.clusters },
  { href: "/tree", label: texts.pages.tree },
  { href: "/compare", label: texts.pages.compare },
  { href: "/hosts", label: texts.pages.hosts },
  { href: "/verdicts", label: texts.pages.verdicts },
] as const;

/** What stands around every page: the name, the pages, the colours. */
export function Shell({ theme, children }: { readonly theme: Theme; readonly children: ReactNode }) {
  const path = usePathname();
  return (
    <>
      <a className={styles.skip} href="#content">
        {texts.skipToContent}
      </a>
      <header className={styles.header}>
        <Link href="/" className={styles.name} aria-label={texts.product}>
          <Mark />
          <span aria-hidden="true">{texts.product}</span>
        </Link>
        <nav className={styles.nav} aria-label={texts.navigation}>
          {PAGES.map(({ href, label }) => (
            <ScopedLink
              key={href}
              href={href}
              className={styles.link}
              aria-current={path === href ? "page" : undefined}
            >
              {label}
            </ScopedLink>
          ))}
        </nav>
        <Link
          href="/settings"
          className={styles.settings}
          prefetch={false}
          aria-current={path === "/settings" ? "page" : undefined}
        >
          {texts.pages.settings}
        </Link>
        <ThemeSwitch initial={theme} />
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

/** Two leaves joined, and a third further up. */
function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" className={styles.mark}>
      <path d="M2 10h4M6 4.5v11M6 4.5h12M6 15.5h5M11 12v7M11 12h7M11 19h7" />
    </svg>
  );
}
