import { deserialize } from '$app/forms';
import { replyAt, type Outcome } from './outcome.ts';

/** Asks a form action of the page while someone types. Null if it was refused or nobody answered. */
export async function askAction<Answer>(
  action: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer | null> {
  type Reply = Pick<Outcome<Answer>, 'form' | 'reply'>;
  try {
    const reply = await fetch(`?/${action}`, {
      method: 'POST',
      headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
      body: new URLSearchParams(fields),
      signal,
    });
    const result = deserialize<Reply, Reply>(await reply.text());
    return result.type === 'success' ? replyAt(result.data, action) : null;
  } catch {
    return null;
  }
}
