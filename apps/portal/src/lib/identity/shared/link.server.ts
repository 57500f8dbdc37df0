import { ApiProblem } from '#lib/server/api.ts';

const endings = ['link-used', 'link-expired', 'not-found'];
type Endings = readonly string[];

/** Why a link does not work, as a problem code of these or `more`; other errors are rethrown. */
export async function endingOf(thrown: unknown, more: Endings = []): Promise<string> {
  const ended = endedReply(thrown, more);
  if (ended) return ended.ended;
  throw thrown;
}

/** The same as the reply of a form action; null for refusals that belong to a field. */
export const endedReply = (thrown: unknown, more: Endings = []): { ended: string } | null =>
  thrown instanceof ApiProblem && [...endings, ...more].includes(thrown.code) ? { ended: thrown.code } : null;
