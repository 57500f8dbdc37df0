/** All ids of a list that is read in pages: `next` gives those after an id, and none at the end. */
export async function* inPages(
  next: (after: string | null) => Promise<readonly string[]>,
): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const ids: readonly string[] = await next(after);
    yield* ids;
    after = ids.at(-1) ?? null;
    if (after === null) return;
  }
}
