export interface GraphqlAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Sends a GraphQL document as the page does. */
export async function ask(
  url: string,
  query: string,
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  const answer: GraphqlAnswer = JSON.parse(await response.text());
  return answer;
}

/** The data of an answer without errors. */
export async function askData<Data>(url: string, query: string): Promise<Data> {
  const { data, errors } = await ask(url, query);
  if (errors !== undefined || data === undefined || data === null) throw new Error(JSON.stringify(errors));
  const typed: unknown = data;
  return typed as Data;
}
