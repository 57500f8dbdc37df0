import { ApiProblem } from '#lib/server/api.ts';

const endings = ['link-used', 'link-expired', 'not-found'];
type Endings = readonly string[];

/** Why a link does not work, as a problem code of these or `more`; other errors are rethrown. */
export async function endingOf(thrown: unknown, more: Endings = []): Promise<string> {
  if (thrown instanceof ApiProblem && [...endings, ...more].includes(thrown.code)) return thrown.code;
  throw thrown;
}

/** The reply of a form behind a link: why the link does not work, or null after success. */
export const orEnded = (answer: Promise<unknown>, more: Endings = []): Promise<{ ended: string | null }> =>
  answer.then(
    () => ({ ended: null }),
    async (thrown: unknown) => ({ ended: await endingOf(thrown, more) }),
  );
