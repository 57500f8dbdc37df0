const step = 30;
const largestPage = 200;
const most = 3000;

interface Answer<Item> {
  data: Item[];
  cursor: { next: string | null };
}

/** As many as `?show=` says, 30 by default. `moreHref` shows 30 more; undefined if all are shown. */
export async function listed<Item>(
  url: URL,
  ask: (query: { limit: number; cursor?: string }) => Promise<Answer<Item>>,
): Promise<{ items: Item[]; moreHref: string | undefined }> {
  const typed = Number(url.searchParams.get('show'));
  const wanted = Number.isInteger(typed) ? Math.min(most, Math.max(step, typed)) : step;
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit: Math.min(largestPage, wanted - items.length), cursor });
    items.push(...page.data);
    cursor = page.cursor.next ?? undefined;
  } while (cursor && items.length < wanted);
  return { items, moreHref: cursor && wanted < most ? `${url.pathname}?show=${wanted + step}` : undefined };
}
