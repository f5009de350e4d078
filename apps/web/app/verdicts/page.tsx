import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { VerdictsView } from "../../src/views/verdicts/verdicts-view.tsx";

export const metadata: Metadata = { title: texts.verdicts.title };

export default function Page() {
  return <VerdictsView />;
}
