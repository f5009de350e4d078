import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { ValueView } from "../../src/views/value/value-view.tsx";

export const metadata: Metadata = { title: texts.value.title };

export default function Page() {
  return <ValueView />;
}
