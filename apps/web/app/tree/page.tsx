import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { TreeView } from "../../src/views/tree/tree-view.tsx";

export const metadata: Metadata = { title: texts.pages.tree };

export default function Page() {
  return <TreeView />;
}
