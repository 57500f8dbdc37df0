import { readyz } from '@regulars/contracts/endpoints';
import { browserApi } from '#lib/shell/browser-api.ts';

interface Watched {
  online: boolean;
}

const calm = 10_000;
const worried = 3000;

/**
 * Polls the server: the browser's own `online` only knows about the cable.
 * @returns stops polling
 */
export function watchConnection(watched: Watched): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let latest = 0;

  async function beat(): Promise<void> {
    clearTimeout(timer);
    const asked = ++latest;
    const online = await answers();
    // An answer from before the connection was lost says nothing about now.
    if (over || asked !== latest) return;
    watched.online = online;
    timer = setTimeout(() => void beat(), online ? calm : worried);
  }
  const ask = (): void => void beat();
  const lost = (): void => {
    watched.online = false;
    ask();
  };

  addEventListener('online', ask);
  addEventListener('offline', lost);
  ask();
  return () => {
    over = true;
    clearTimeout(timer);
    removeEventListener('online', ask);
    removeEventListener('offline', lost);
  };
}

async function answers(): Promise<boolean> {
  try {
    await browserApi({ timeout: 4000 }).call(readyz);
    return true;
  } catch {
    return false;
  }
}
