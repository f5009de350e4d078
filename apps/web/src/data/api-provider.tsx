"use client";

import { useState, type ReactNode } from "react";
import { Client, fetchExchange, Provider } from "urql";

/** Gives every view the one client. POST only: Apollo Server refuses what urql would send by GET. */
export function ApiProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () => new Client({ url: "/graphql", exchanges: [fetchExchange], preferGetMethod: false }),
  );
  return <Provider value={client}>{children}</Provider>;
}
