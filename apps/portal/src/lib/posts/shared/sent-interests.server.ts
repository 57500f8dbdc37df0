import { mostInterestsOfPost } from '@regulars/contracts';
import { interestsIn } from '#lib/club/shared/interests.ts';
import { m } from '#lib/paraglide/messages.js';
import { Faults, type RefusalWords } from '#lib/server/submit.ts';

/** What a post is about, as it was ticked. */
export const tickedInterests = (sent: FormData): string[] => interestsIn(Object.fromEntries(sent));

/** The same for the API. Throws for too many. */
export function sentInterests(sent: FormData): string[] {
  const ticked = tickedInterests(sent);
  if (ticked.length > mostInterestsOfPost) throw new Faults({ interests: m.posts_interests_most() });
  return ticked;
}

/** The club may have removed one while someone wrote. */
export const interestWords = (): RefusalWords => ({
  atField: { 'unknown-interest': ['interests', m.communities_problem_unknown_interest()] },
});
