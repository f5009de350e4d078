import type { AnyVariables, Client, DocumentInput, OperationResult } from "urql";

/** One question to the API, answered fresh. @throws CombinedError when there is no whole answer. */
export async function ask<Data, Variables extends AnyVariables>(
  client: Client,
  document: DocumentInput<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return whole(await client.query(document, variables, { requestPolicy: "network-only" }).toPromise());
}

/** Has the API do something. @throws CombinedError when it refused, or did not answer. */
export async function tell<Data, Variables extends AnyVariables>(
  client: Client,
  document: DocumentInput<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return whole(await client.mutation(document, variables).toPromise());
}

function whole<Data>({ data, error }: OperationResult<Data>): Data {
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error("the API answered without data");
  return data;
}
