import type { ChosenModeration } from '@regulars/contracts';

const threshold = { days: 1, read: 1, written: 1, reactions: 0 };

/** Without limits for new members. */
export const freeModeration: ChosenModeration = {
  ...{ firstPosts: 0, newPostsPerDay: 100, newCommentsPerDay: 500, newLinks: 20, newPictures: 4 },
  ...{ hideAfter: 3, appealDays: 14, silenceDays: 7, proof: 'none' },
  trust: { basic: threshold, regular: { ...threshold, days: 30 }, quietDays: 90 },
};
