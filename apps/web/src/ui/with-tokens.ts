/** Reads a token of tokens.css: as a colour, or as it is written. */
export interface Tokens {
  readonly colour: (name: string) => string;
  readonly text: (name: string) => string;
}

/**
 * Calls `use` with the tokens as they hold for this element, light or dark: canvases and files know no custom properties.
 *
 * @param use - reads what it needs before it returns.
 */
export function withTokens<Result>(element: Element, use: (tokens: Tokens) => Result): Result {
  const probe = document.createElement("span");
  element.append(probe);
  const result = use({
    colour: (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    },
    text: (name) => getComputedStyle(probe).getPropertyValue(`--${name}`),
  });
  probe.remove();
  return result;
}
