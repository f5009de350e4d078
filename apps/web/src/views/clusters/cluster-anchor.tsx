"use client";

import { usePathname } from "next/navigation";
import type { ComponentProps } from "react";
import { ScopedLink } from "../../scope/scoped-link.tsx";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { useUrlState } from "../../ui/use-url-state.ts";
import { branchPage } from "./cluster-link.ts";

type Props = Omit<ComponentProps<typeof ScopedLink>, "href" | "onClick"> & {
  readonly cluster: ClusterRow;
  readonly onOpen: (id: string) => void;
};

/** A cluster of the map: a branch opens in place, a leaf leads to its template. A link, so that it opens in a new tab too. */
export function ClusterAnchor({ cluster, onOpen, children, ...rest }: Props) {
  const path = usePathname();
  const [parameters] = useUrlState();
  const isLeaf = cluster.templateId !== null;
  const inPlace = new URLSearchParams(parameters);
  inPlace.delete("cut");
  inPlace.set("at", cluster.id);
  return (
    <ScopedLink
      {...rest}
      href={isLeaf ? branchPage(cluster) : `${path}?${inPlace}`}
      onClick={(event) => {
        if (isLeaf || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        // The router would ask the server for the page that is here.
        event.preventDefault();
        onOpen(cluster.id);
      }}
    >
      {children}
    </ScopedLink>
  );
}
