import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { SettingsView } from "../../src/views/settings/settings-view.tsx";

export const metadata: Metadata = { title: texts.settings.title };

export default function Page() {
  return <SettingsView />;
}
