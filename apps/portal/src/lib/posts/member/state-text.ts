import type { Comment, Post } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

type Writing = Pick<Post | Comment, 'state' | 'heldWhy'>;

const held: Readonly<Partial<Record<string, () => string>>> = {
  'first-posts': m.posts_held_first_posts,
  'word-list': m.posts_held_word_list,
  links: m.posts_held_links,
  pictures: m.posts_held_pictures,
};

/** Why others do not see it; null if they do. */
export const unseenText = ({ state, heldWhy }: Writing): string | null => {
  const texts = {
    shown: () => null,
    held: () => (held[heldWhy ?? ''] ?? m.posts_held_other)(),
    hidden: () => m.posts_hidden(),
    deleted: () => null,
  } satisfies Record<Writing['state'], () => string | null>;
  return texts[state]();
};
