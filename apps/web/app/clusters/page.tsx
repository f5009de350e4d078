import type { Metadata } from "next";
import { texts } from "../../src/texts.ts";
import { ClustersMap } from "../../src/views/clusters/clusters-map.tsx";

export const metadata: Metadata = { title: texts.pages.clusters };

export default function Page() {
  return <ClustersMap />;
}
