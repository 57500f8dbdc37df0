import { ownEvents } from '@regulars/contracts/endpoints';
import type { EventName, LiveEvent } from '@regulars/contracts';
import { createContext } from 'svelte';
import { leaveIfSignedOut } from '#lib/shell/session-end.ts';

/** Whether it changes a member's pages, decided for every event. */
const changesOwnPages: Record<EventName, boolean> = {
  'member.joined': false,
  'member.changed': true,
  'member.closing-asked': false,
  'member.closing-withdrawn': false,
  'member.closed': false,
  'member.reopened': false,
  'member.erased': false,
  'card.issued': true,
  'card.blocked': true,
  'card.replaced': true,
  'purchase.recorded': true,
  'purchase.returned': true,
  'return.reversed': true,
  'purchase.claimed': true,
  'points.earned': true,
  'points.redeemed': true,
  'points.adjusted': true,
  'points.expired': true,
  'points.released': true,
  'points.returned': true,
  'points.held': true,
  'points.reversed': true,
  'points.given-back': true,
  'points.transferred': true,
  'custom-event.recorded': false,
  'custom-event.cancelled': false,
  'tier.changed': true,
  'ladder.changed': false,
  'voucher.issued': true,
  'voucher.used': true,
  'voucher.cancelled': true,
  'earning-rule.published': false,
  'earning-rule.paused': false,
  'earning-rule.withdrawn': false,
  'earning-rule.trial-ended': false,
  'earning-rule.budget-nearly-used': false,
  'earning-rule.budget-used-up': false,
  'shared-budget.nearly-used': false,
  'shared-budget.used-up': false,
  'reward.changed': false,
  'challenge.filled': true,
  'challenge.withdrawn': true,
  'challenge.kept': true,
  'challenge.changed': false,
  'offer.changed': false,
  'offer.seen': false,
  'offer.opened': false,
  'offer.activated': false,
  'offer.deactivated': false,
  'offer.redeemed': false,
  'offer.given-back': false,
  'offer.budget-nearly-used': false,
  'offer.budget-used-up': false,
  'coupon.changed': false,
  'coupon.redeemed': false,
  'coupon.given-back': false,
  'coupon.code-used-twice': false,
  'coupon.budget-nearly-used': false,
  'coupon.budget-used-up': false,
  'club.changed': false,
  'approval.asked': false,
  'approval.approved': false,
  'approval.refused': false,
  'approval.withdrawn': false,
  'referral.joined': true,
  'referral.paid': false,
  'referral.review-needed': true,
  'referral.approved': true,
  'referral.refused': true,
  'referral.lapsed': true,
  'referral.return-undone': false,
  'referral.returned': false,
  'task.created': true,
  'task.done': true,
};

const retryAfter = { first: 1000, longest: 30_000 };

/** Keeps an open member page up to date. One per page, created in the layout. */
export class LiveUpdates {
  /** The purchase whose receipt opens automatically. */
  purchaseId = $state<string | null>(null);
  /** The return that is told as it happens. */
  returned = $state<{ purchaseId: string; returnId: string } | null>(null);
  /** The page shows that purchase's result: the receipt ends with the new balance, so it waits for this. */
  settled = $state(true);
  /** The announcement for screen readers. */
  announcement = $state('');
  connected = $state(true);
  readonly #reload: () => Promise<void>;
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = retryAfter.first;
  #missed = false;
  #reloading = false;
  #again = false;

  /** `reload` reloads the data of the open page. */
  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  /** Listens until the returned function is called. */
  listen(): () => void {
    this.#connect();
    return () => {
      clearTimeout(this.#retry);
      this.#source?.close();
    };
  }

  #connect(): void {
    const source = new EventSource(`/api/v1${ownEvents.path}`);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#lost(source);
    for (const [name, changes] of Object.entries(changesOwnPages))
      if (changes) source.addEventListener(name, (message) => this.#hear(message));
  }

  #opened(): void {
    this.connected = true;
    this.#wait = retryAfter.first;
    // Events during a disconnection are not repeated.
    if (this.#missed) void this.reload();
    this.#missed = false;
  }

  #lost(source: EventSource): void {
    this.connected = false;
    this.#missed = true;
    // The browser reconnects on its own, unless the server refused: perhaps the session ended elsewhere.
    if (source.readyState !== EventSource.CLOSED) return;
    void leaveIfSignedOut();
    this.#retry = setTimeout(() => this.#connect(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, retryAfter.longest);
  }

  #hear(message: MessageEvent<string>): void {
    const event = JSON.parse(message.data) as LiveEvent;
    const { purchaseId, returnId } = event.data;
    if (
      event.name === 'purchase.returned' &&
      typeof purchaseId === 'string' &&
      typeof returnId === 'string'
    ) {
      this.returned = { purchaseId, returnId };
      this.purchaseId = null;
      this.settled = false;
    }
    const told = event.name === 'purchase.recorded' && typeof purchaseId === 'string' ? purchaseId : null;
    if (told) {
      this.purchaseId = told;
      this.settled = false;
    }
    void this.reload()
      .catch(() => undefined)
      .finally(() => (this.settled = true));
  }

  /**
   * One purchase brings several events. They share a reload, and one more follows for events that came in the
   * meantime.
   */
  async reload(): Promise<void> {
    if (this.#reloading) {
      this.#again = true;
      return;
    }
    this.#reloading = true;
    try {
      do {
        this.#again = false;
        await this.#reload();
      } while (this.#again);
    } finally {
      this.#reloading = false;
    }
  }
}

export const [currentLive, provideLive] = createContext<LiveUpdates>();
