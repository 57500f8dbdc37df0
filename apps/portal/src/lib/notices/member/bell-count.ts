import { countNotices } from '@regulars/contracts/endpoints';

const everyMs = 60_000;

/** How many there are now; undefined without a network, or when the session has ended. */
const counted = async (): Promise<number | undefined> => {
  try {
    const reply = await fetch(`/api/v1${countNotices.path}`);
    return reply.ok ? ((await reply.json()) as { unread: number }).unread : undefined;
  } catch {
    return undefined;
  }
};

/** Counts each minute while someone sees the page. */
export class BellCount {
  readonly #show: (unread: number) => void;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(show: (unread: number) => void) {
    this.#show = show;
    this.#timer = setInterval(() => void this.look(), everyMs);
  }

  async look(): Promise<void> {
    const unread = document.visibilityState === 'visible' ? await counted() : undefined;
    if (unread !== undefined) this.#show(unread);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
