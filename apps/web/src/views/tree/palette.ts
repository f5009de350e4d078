import { withTokens } from "../../ui/with-tokens.ts";

/** Colours and fonts for a canvas, which knows no custom properties. */
export interface Palette {
  readonly text: string;
  readonly faintText: string;
  readonly branch: string;
  readonly grid: string;
  readonly accent: string;
  readonly selectedBand: string;
  readonly pointedBand: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly sansFont: string;
  readonly monoFont: string;
  readonly scaleFont: string;
}

/** Reads them from tokens.css as they hold for this element, light or dark. */
export function readPalette(element: Element): Palette {
  return withTokens(element, ({ colour, text }) => ({
    text: colour("ink"),
    faintText: colour("ink-3"),
    branch: colour("ink-3"),
    grid: colour("line"),
    accent: colour("accent"),
    selectedBand: colour("accent-soft"),
    pointedBand: colour("sunken"),
    levels: Object.fromEntries(
      ["fatal", "error", "warn", "info", "debug", "none"].map((level) => [level, colour(`level-${level}`)]),
    ),
    sansFont: `13px ${text("sans")}`,
    monoFont: `12px ${text("mono")}`,
    scaleFont: `11px ${text("sans")}`,
  }));
}
