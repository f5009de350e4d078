import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { CompareView } from "../../src/views/compare/compare-view.tsx";

export const metadata: Metadata = { title: texts.pages.compare };

export default function Page() {
  return <CompareView />;
}
