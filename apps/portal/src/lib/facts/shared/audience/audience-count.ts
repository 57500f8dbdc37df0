import type { countOfferAudience, ReplyOf } from '@regulars/contracts';
import { deserialize } from '$app/forms';
import { replyAt, type Outcome } from '#lib/shell/form/outcome.ts';

export type AudienceCount = ReplyOf<typeof countOfferAudience>;
type Reply = Pick<Outcome<AudienceCount>, 'form' | 'reply'>;

/** Asks the form action `count` of the page. Null if it was refused or nobody answered. */
export async function askCount(audience: string, signal: AbortSignal): Promise<AudienceCount | null> {
  try {
    const reply = await fetch('?/count', {
      method: 'POST',
      headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
      body: new URLSearchParams({ audience }),
      signal,
    });
    const result = deserialize<Reply, Reply>(await reply.text());
    return result.type === 'success' ? replyAt(result.data, 'count') : null;
  } catch {
    return null;
  }
}
