interface Page<Item> {
  readonly data: readonly Item[];
  readonly cursor: { readonly next: string | null };
}

/** All items of a list, page after page. */
export const everyPage = async function* <Item>(
  read: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.data;
    cursor = page.cursor.next ?? undefined;
  } while (cursor !== undefined);
};
