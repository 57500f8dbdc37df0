/**
 * Rows that a dialog asks for when it opens, for `LatePart`: most visits of its page do without. The function throws if there is
 * no answer.
 * @param path of a `+server.ts` that replies with the rows
 */
export const lateRows =
  <Row>(path: string) =>
  async (): Promise<{ readonly default: readonly Row[] }> => {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return { default: (await response.json()) as readonly Row[] };
  };
