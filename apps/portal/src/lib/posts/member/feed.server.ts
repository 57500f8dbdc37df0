import { listPosts, type Interest, type Post, type ReplyOf } from '@regulars/contracts';
import { show, type Api } from '#lib/server/api.ts';
import { listed } from '#lib/server/listed.ts';

type Feed = ReplyOf<typeof listPosts>;

export interface ShownFeed extends Pick<Feed, 'pinned' | 'readUntil' | 'unread' | 'at'> {
  readonly posts: Post[];
  readonly moreHref: string | undefined;
  readonly sort: 'newest' | 'active';
  /** What is searched for; empty for the feed. */
  readonly words: string;
  /** The key of the interest that the posts carry; null for all. */
  readonly interest: string | null;
}

/** The feed of a community as the address of the page asks for it. */
export async function feedOf(
  api: Api,
  communityId: string,
  url: URL,
  interests: readonly Interest[],
): Promise<ShownFeed> {
  const sort: ShownFeed['sort'] = url.searchParams.get('sort') === 'active' ? 'active' : 'newest';
  const words = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
  const interest = interests.find(({ key }) => key === url.searchParams.get('interest'))?.key ?? null;
  const about: Readonly<Record<string, string>> = interest === null ? {} : { interest };
  const asked = { ...(words ? { query: words } : { sort }), ...about };
  const first: Feed[] = [];
  const { items, moreHref } = await listed(url, async (query) => {
    const reply = await show(
      api.call(listPosts, { params: { id: communityId }, query: { ...query, ...asked } }),
    );
    first.push(reply);
    return reply;
  });
  const [{ pinned, readUntil, unread, at } = { pinned: [], readUntil: null, unread: 0, at: '' }] = first;
  const kept = new URLSearchParams({
    ...(words ? { q: words } : sort === 'active' ? { sort } : {}),
    ...about,
  }).toString();
  const more = moreHref && (kept ? `${moreHref}&${kept}` : moreHref);
  return { posts: items, moreHref: more, pinned, readUntil, unread, at, sort, words, interest };
}
