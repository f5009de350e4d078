import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ApiProvider } from "../src/data/api-provider.tsx";
import { texts } from "../src/texts.ts";
import { Shell } from "../src/ui/shell.tsx";
import { toTheme } from "../src/ui/theme.ts";
// oxlint-disable import/no-unassigned-import -- how Next takes global styles
import "./tokens.css";
import "./base.css";
// oxlint-enable import/no-unassigned-import

export const metadata: Metadata = {
  title: { default: texts.product, template: `%s · ${texts.product}` },
  description: texts.description,
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#131b19" },
  ],
};

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const theme = toTheme((await cookies()).get("theme")?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <ApiProvider>
          <Shell theme={theme}>{children}</Shell>
        </ApiProvider>
      </body>
    </html>
  );
}
