import type { RegularsClient } from '@regulars/client';
import { readCommunity } from '@regulars/contracts/endpoints';
import { browserApi } from '#lib/shell/browser-api.ts';

const everyMs = 30_000;
/** So long a page is open before its posts count as read. */
const readAfterMs = 2000;

type Ask = (api: RegularsClient) => Promise<number>;

/** Asks how much is new while the page is visible. Returns how to stop. */
export function watchNews(ask: Ask, onNews: (count: number) => void): () => void {
  const api = browserApi();
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    // Without network it asks again later.
    ask(api).then(onNews, () => undefined);
  };
  const timer = setInterval(look, everyMs);
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Remembers soon that the posts until this moment were read. Returns how to stop. */
export function markRead(communityId: string, until: string): () => void {
  const timer = setTimeout(() => {
    browserApi()
      .call(readCommunity, { params: { id: communityId }, body: { until } })
      .catch(() => undefined);
  }, readAfterMs);
  return () => clearTimeout(timer);
}
