import type { CommunityComment, CommunityPost } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The author, as managers read it. */
export const writerName = (
  { author, member }: Pick<CommunityPost | CommunityComment, 'author' | 'member'>,
  club: string,
): string =>
  ({ member: author.nickname ?? member?.displayName ?? '', club, former: m.posts_former() })[author.kind];
