import { countNotices } from '@regulars/contracts/endpoints';
import { m } from '#lib/paraglide/messages.js';

const most = 99;

/** As much as a bell has room for: 99+ */
export const shortCount = (unread: number): string => (unread > most ? `${most}+` : String(unread));

/** What a bell says, beginning with what it shows. */
export const bellName = (unread: number): string =>
  unread === 0 ? m.notices_title() : m.notices_unread({ count: unread, shown: shortCount(unread) });

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

/** Counts each minute while somebody sees the page. */
export class BellCount {
  readonly #show: (unread: number) => void;

  constructor(show: (unread: number) => void) {
    this.#show = show;
  }

  async look(): Promise<void> {
    const unread = document.visibilityState === 'visible' ? await counted() : undefined;
    if (unread !== undefined) this.#show(unread);
  }

  /** Returns how to stop. */
  watch(): () => void {
    const timer = setInterval(() => void this.look(), everyMs);
    return () => clearInterval(timer);
  }
}
