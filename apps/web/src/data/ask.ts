import type { AnyVariables, Client, DocumentInput } from "urql";

/** One question to the API, answered fresh. @throws CombinedError when there is no whole answer. */
export async function ask<Data, Variables extends AnyVariables>(
  client: Client,
  document: DocumentInput<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { data, error } = await client
    .query(document, variables, { requestPolicy: "network-only" })
    .toPromise();
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error("the API answered without data");
  return data;
}
