"use client";

import { useState } from "react";
import { texts } from "../texts.ts";
import { THEMES, toTheme, type Theme } from "./theme.ts";
import styles from "./theme-switch.module.css";

/** Light, dark or as the system. Kept in a cookie, so that the server sends the right one and nothing flashes. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset["theme"] = next;
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <label className={styles.switch}>
      <span className="visually-hidden">{texts.theme.label}</span>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />
      </svg>
      <select value={theme} onChange={(event) => choose(toTheme(event.target.value))}>
        {THEMES.map((option) => (
          <option key={option} value={option}>
            {texts.theme[option]}
          </option>
        ))}
      </select>
    </label>
  );
}
