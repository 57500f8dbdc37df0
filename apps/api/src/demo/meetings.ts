import type { Offer } from '@regulars/contracts';
import { dayMs, instantOf, offerArmOf } from '@regulars/loyalty';
import type { PastMeeting } from '../features/offers/index.ts';
import { withGoods } from './codes.ts';
import type { Random } from './random.ts';
import type { Basket } from './shopping.ts';

const minuteMs = 60_000;

/** An offer, and after how many purchases members meet it. */
export interface DemoOffer {
  readonly offer: Offer;
  readonly purchases: number;
  /** What members come for who have activated it. */
  readonly goods: string | null;
}

interface Met {
  readonly baskets: readonly Basket[];
  readonly meetings: readonly PastMeeting[];
}

/**
 * Members meet offers at the till or in the app. Some activate those that ask for it, and come for its goods then. `except` meets
 * them today.
 */
export const meetOffers = (
  random: Random,
  baskets: readonly Basket[],
  offers: readonly DemoOffer[],
  now: number,
  except: string,
): Met => {
  const meetings = new Meetings(random, offers, now);
  const bought = baskets.map((basket) => {
    const { memberId } = basket;
    return memberId === null || memberId === except ? basket : meetings.atTill({ ...basket, memberId });
  });
  meetings.atLeisure();
  return { baskets: bought, meetings: meetings.all };
};

class Meetings {
  readonly #random: Random;
  readonly #offers: readonly (DemoOffer & { readonly from: number })[];
  readonly #now: number;
  /** By member and offer. */
  readonly #met = new Map<string, PastMeeting>();
  /** By member. */
  readonly #visits = new Map<string, { readonly times: number; readonly lastAt: number }>();
  /** By member and offer, those who came for what they had activated. */
  readonly #came = new Set<string>();

  constructor(random: Random, offers: readonly DemoOffer[], now: number) {
    this.#random = random;
    this.#offers = offers.map((each) => ({ ...each, from: instantOf(each.offer.startsAt ?? '') }));
    this.#now = now;
  }

  get all(): readonly PastMeeting[] {
    return [...this.#met.values()];
  }

  /** Returns what the member buys then. */
  atTill(basket: Basket & { readonly memberId: string }): Basket {
    const { memberId, purchasedAt: at } = basket;
    const before = this.#visits.get(memberId);
    for (const { offer, purchases, from } of this.#offers)
      if (at >= from && (before?.times ?? 0) >= purchases && !this.#met.has(keyOf(memberId, offer.id)))
        this.#add(
          offer,
          memberId,
          this.#firstMeeting(at, before && Math.max(from, before.lastAt + minuteMs)),
        );
    this.#visits.set(memberId, { times: (before?.times ?? 0) + 1, lastAt: at });
    const goods = this.#temptation(memberId, at);
    return goods === null || basket.lines.some(({ sku }) => sku === goods)
      ? basket
      : withGoods(basket, goods, 2);
  }

  /** Some who did not come look at the app. */
  atLeisure(): void {
    for (const [memberId, { times, lastAt }] of this.#visits)
      for (const { offer, purchases, from } of this.#offers) {
        if (times < purchases || this.#met.has(keyOf(memberId, offer.id)) || !this.#random.chance(0.12))
          continue;
        const at = Math.max(from, lastAt) + this.#random.next() * (this.#now - Math.max(from, lastAt));
        this.#add(offer, memberId, { at: Math.floor(at), met: 'page', looksAt: Math.floor(at) });
      }
  }

  /** At the till, or since `earliest` on the home page. */
  #firstMeeting(
    at: number,
    earliest: number | undefined,
  ): { at: number; met: PastMeeting['met']; looksAt: number | null } {
    if (earliest !== undefined && earliest < at && this.#random.chance(0.5)) {
      const before = Math.max(earliest, Math.floor(at - this.#random.next() * 4 * dayMs));
      return { at: before, met: 'home', looksAt: before };
    }
    const looksAt = at + this.#random.between(60, 6 * 1440) * minuteMs;
    return { at, met: 'checkout', looksAt: looksAt < this.#now && this.#random.chance(0.5) ? looksAt : null };
  }

  #add(
    { id: offerId, activation }: Offer,
    memberId: string,
    { at, met, looksAt: seenAt }: { at: number; met: PastMeeting['met']; looksAt: number | null },
  ): void {
    const within = (minutes: number, share: number): number | null =>
      seenAt !== null && this.#random.chance(share) ? Math.min(seenAt + minutes * minuteMs, this.#now) : null;
    const openedAt = within(1, 0.6);
    const activatedAt = within(2, activation === 'by-member' ? 0.45 : 0);
    this.#met.set(keyOf(memberId, offerId), { offerId, memberId, at, met, seenAt, openedAt, activatedAt });
  }

  /** The goods of an offer that the member has activated, once each. */
  #temptation(memberId: string, at: number): string | null {
    const active = this.#offers.find(({ offer: { id, heldOut } }) => {
      const activatedAt = this.#met.get(keyOf(memberId, id))?.activatedAt ?? null;
      const isActive = activatedAt !== null && activatedAt <= at;
      return (
        isActive && !this.#came.has(keyOf(memberId, id)) && offerArmOf(memberId, id, heldOut) === 'offered'
      );
    });
    if (!active) return null;
    this.#came.add(keyOf(memberId, active.offer.id));
    return this.#random.chance(0.8) ? active.goods : null;
  }
}

const keyOf = (memberId: string, offerId: string): string => `${memberId} ${offerId}`;
