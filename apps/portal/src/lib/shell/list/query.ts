/** Of a page, or of `page.url`, whose query is read-only. */
type Address = Readonly<{ pathname: string; searchParams: Pick<URLSearchParams, 'get' | 'entries'> }>;
type Changes = Record<string, string | null | undefined>;

const placeNames = ['cursor', 'trail'];

/**
 * The page's own URL with some parameters changed; '' and null remove one. A new filter starts at the first
 * page, unless the position is kept.
 */
export function withQuery(url: Address, changes: Changes, keepPlace = false): string {
  const query = new URLSearchParams([...url.searchParams.entries()]);
  if (!keepPlace) for (const name of placeNames) query.delete(name);
  // The URL of a form action (`?/block`) is not part of the page's state.
  for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return text ? `${url.pathname}?${text}` : url.pathname;
}

/** Cursors only lead forwards, so the URL keeps the previous ones. */
const longestTrail = 30;

/** URLs of the previous and next page, by the list's cursor. */
export function pagesOf(url: Address, next: string | null): { previousHref?: string; nextHref?: string } {
  const cursor = url.searchParams.get('cursor');
  const trail = (url.searchParams.get('trail') ?? '').split(',').filter(Boolean);
  const passed = cursor ? [...trail, cursor].slice(-longestTrail) : trail;
  return {
    ...(cursor
      ? { previousHref: withQuery(url, { cursor: trail.at(-1), trail: trail.slice(0, -1).join(',') }) }
      : {}),
    ...(next ? { nextHref: withQuery(url, { cursor: next, trail: passed.join(',') }) } : {}),
  };
}

/** A list's query as texts, for a body that keeps it. */
export const queryTexts = (query: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
