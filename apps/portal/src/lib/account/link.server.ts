import { ApiProblem } from '#lib/server/api.ts';

const endings = ['link-used', 'link-expired', 'not-found'];

/** Why a link does not work (any more), as a problem code; anything else is thrown on. */
export async function endingOf(thrown: unknown): Promise<string> {
  if (thrown instanceof ApiProblem && endings.includes(thrown.code)) return thrown.code;
  throw thrown;
}

/** The same as the reply of a form action, or null for refusals that belong to a field. */
export const endedReply = (thrown: unknown): { ended: string } | null =>
  thrown instanceof ApiProblem && endings.includes(thrown.code) ? { ended: thrown.code } : null;
