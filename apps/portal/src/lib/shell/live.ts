import type { EventName } from '@regulars/contracts';
import { clubEvents } from '@regulars/contracts/endpoints';
import { leaveIfSignedOut } from './session-end.ts';

/** Several events often come at once (purchase, points, tier); the page reloads only once. */
const gather = 300;

/** Calls `onNews` soon after one of these events. Returns how to stop. The browser reconnects on its own. */
export function followClub(
  names: readonly EventName[],
  onNews: () => void,
  onState: (live: boolean) => void,
): () => void {
  const source = new EventSource(`/api/v1${clubEvents.path}`);
  let wait: ReturnType<typeof setTimeout> | undefined;
  const news = (): void => {
    clearTimeout(wait);
    wait = setTimeout(onNews, gather);
  };
  for (const name of names) source.addEventListener(name, news);
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => {
    onState(false);
    // Refused, not only interrupted: perhaps the session ended elsewhere.
    if (source.readyState === EventSource.CLOSED) void leaveIfSignedOut();
  });
  return () => {
    clearTimeout(wait);
    source.close();
  };
}
