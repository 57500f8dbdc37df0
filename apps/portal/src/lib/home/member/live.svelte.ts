import { ownEvents } from '@regulars/contracts/endpoints';
import type { EventName, LiveEvent } from '@regulars/contracts';
import { createContext } from 'svelte';
import { leaveIfSignedOut } from '#lib/shell/session-end.ts';

/** Events that change none of a member's pages. Every other one is listed below, or does not compile. */
type Silent =
  | 'member.joined'
  | 'member.closing-asked'
  | 'member.closing-withdrawn'
  | 'member.closed'
  | 'member.reopened'
  | 'member.erased'
  | 'segment.entered'
  | 'segment.left'
  | 'custom-event.recorded'
  | 'custom-event.cancelled'
  | 'ladder.changed'
  | 'earning-rule.published'
  | 'earning-rule.paused'
  | 'earning-rule.withdrawn'
  | 'earning-rule.trial-ended'
  | 'earning-rule.budget-nearly-used'
  | 'earning-rule.budget-used-up'
  | 'shared-budget.nearly-used'
  | 'shared-budget.used-up'
  | 'reward.changed'
  | 'challenge.changed'
  | 'offer.changed'
  | 'offer.seen'
  | 'offer.opened'
  | 'offer.activated'
  | 'offer.deactivated'
  | 'offer.redeemed'
  | 'offer.given-back'
  | 'offer.budget-nearly-used'
  | 'offer.budget-used-up'
  | 'coupon.changed'
  | 'coupon.redeemed'
  | 'coupon.given-back'
  | 'coupon.code-used-twice'
  | 'coupon.budget-nearly-used'
  | 'coupon.budget-used-up'
  | 'gathering.changed'
  | 'web.product-viewed'
  | 'web.searched'
  | 'web.added-to-cart'
  | 'message.delivered'
  | 'message.clicked'
  | 'checkout.reserved'
  | 'checkout.cancelled'
  | 'checkout.expired'
  | 'club.changed'
  | 'approval.asked'
  | 'approval.approved'
  | 'approval.refused'
  | 'approval.withdrawn'
  | 'referral.paid'
  | 'referral.return-undone'
  | 'referral.returned';

/** Events that change a member's pages. */
const changing: Record<Exclude<EventName, Silent>, true> = {
  'member.changed': true,
  'member.merged': true,
  'member.unmerged': true,
  'survey.answered': true,
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
  'tier.changed': true,
  'voucher.issued': true,
  'voucher.used': true,
  'voucher.cancelled': true,
  'voucher.given-back': true,
  'voucher.expired': true,
  'challenge.filled': true,
  'challenge.withdrawn': true,
  'challenge.kept': true,
  'referral.joined': true,
  'referral.review-needed': true,
  'referral.approved': true,
  'referral.refused': true,
  'referral.lapsed': true,
  'gathering.answered': true,
  'gathering.attended': true,
  'gathering.attendance-undone': true,
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
    for (const name of Object.keys(changing)) source.addEventListener(name, (message) => this.#hear(message));
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
