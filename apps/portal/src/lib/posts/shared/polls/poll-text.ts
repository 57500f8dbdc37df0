import type { Poll } from '@regulars/contracts';
import { pollShares } from '@regulars/loyalty';
import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';

/** Whole percent by option; null while the reader does not see the result. */
export const sharesOf = ({ options, voters, most }: Poll): number[] | null => {
  const votes = options.flatMap(({ votes }) => (votes === null ? [] : [votes]));
  return votes.length === options.length ? pollShares(votes, voters, most) : null;
};

/** '42 votes, open until 5 Dec, 18:00'. */
export const pollState = ({ voters, endsAt, over }: Poll, timeZone: string): string => {
  const voted = m.posts_poll_voters({ count: voters });
  if (endsAt === null) return voted;
  const date = validUntil(endsAt, timeZone, 'day');
  return over ? m.posts_poll_ended({ voted, date }) : m.posts_poll_until({ voted, date });
};
