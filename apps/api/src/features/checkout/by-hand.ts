import type { ManualDiscountSettings } from '@regulars/contracts';
import type { ByHand, Given, ManualDiscount } from '@regulars/loyalty';
import { hasRole, type Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Giver, PricedByHand, SentCart } from './checkout.ts';

type Sent = SentCart['manualDiscounts'][number];

const hundredths = (percent: number): number => Math.round(percent * 100);

/** Cashiers have a limit of their own; managers, keys and the club itself share the other one. */
export const giverOf = (actor: Actor, settings: ManualDiscountSettings | null): Giver => {
  const { kind, id } = actor;
  if (!settings) return { kind, id, limit: 0 };
  const isCashier = kind === 'account' && !hasRole(actor, 'manager', 'admin');
  return { kind, id, limit: hundredths(isCashier ? settings.cashierPercent : settings.managerPercent) };
};

/** Throws `invalid-request` for a line that is not in the cart, and for a reason that the club does not want. */
export const assertManual = (
  { manualDiscounts, lines }: Pick<SentCart, 'manualDiscounts' | 'lines'>,
  settings: ManualDiscountSettings | null,
): void => {
  for (const [place, { line, reason }] of manualDiscounts.entries()) {
    if (line !== undefined && line >= lines.length)
      throw ClubError.field('invalid-request', `/manualDiscounts/${place}/line`, 'no such line');
    if (settings?.otherReasons === false && !settings.reasons.includes(reason))
      throw ClubError.field(
        'invalid-request',
        `/manualDiscounts/${place}/reason`,
        'not one of the reasons of the club',
      );
  }
};

export const byHandOf = (sent: readonly Sent[], { limit }: Giver): ByHand => ({
  discounts: sent.map(({ line, amount, percent }): ManualDiscount => ({
    line: line ?? null,
    amount: amount ?? null,
    percent: percent === undefined ? null : hundredths(percent),
  })),
  limit,
});

/** What a cart keeps of them. */
export const pricedByHand = (
  sent: readonly Sent[],
  given: readonly Given[],
  settings: ManualDiscountSettings | null,
): readonly PricedByHand[] =>
  sent.map(({ line, percent, reason }, place) => {
    const told = given[place] ?? { discount: 0 };
    return {
      line: line ?? null,
      percent: percent === undefined ? null : hundredths(percent),
      reason,
      listed: settings?.reasons.includes(reason) ?? false,
      discount: 'discount' in told ? told.discount : 0,
      because: 'because' in told ? told.because : null,
    };
  });
