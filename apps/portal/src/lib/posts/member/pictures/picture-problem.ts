import { m } from '#lib/paraglide/messages.js';

const texts: Readonly<Record<string, () => string>> = {
  'too-large': m.posts_picture_too_heavy,
  'unsupported-picture': m.posts_picture_unsupported,
  'animated-picture': m.posts_picture_animated,
  'picture-too-large': m.posts_picture_too_large,
  'unreadable-picture': m.posts_picture_unreadable,
  'too-many-requests': m.posts_picture_too_many,
  'cannot-write-here': m.posts_picture_not_allowed,
  'not-found': m.posts_picture_not_allowed,
};

/** Why a picture was not taken, for who chose it. */
export const pictureProblem = (code: string | undefined): string =>
  (texts[code ?? ''] ?? m.posts_picture_failed)();
