import { m } from '#lib/paraglide/messages.js';
import { tillProblemText } from '#lib/shell/problem-texts.ts';
import type { TillCode } from './till-api.ts';

/** A red verdict: its title, readable from afar, and what to do. */
export interface Verdict {
  readonly title: string;
  readonly text: string;
}

/** What the till finds out by itself. */
export type OwnFinding = 'own' | 'goods-first' | 'coupon-first' | 'unknown-goods' | 'unsold-goods';

const goneVerdict = (): Verdict => ({ title: m.till_bad_other(), text: m.till_price_gone() });

const verdicts: Partial<Record<TillCode | OwnFinding, () => Verdict>> = {
  'unknown-card': () => ({ title: m.till_bad_unknown(), text: m.till_bad_unknown_text() }),
  'several-members': () => ({ title: m.till_choose(), text: m.till_choose_text() }),
  'invalid-request': () => ({ title: m.till_bad_unknown(), text: m.till_bad_unknown_text() }),
  'not-found': () => ({ title: m.till_bad_unknown(), text: m.till_bad_unknown_text() }),
  'unreadable-text': () => ({ title: m.till_bad_unknown(), text: m.till_bad_unknown_text() }),
  'unknown-voucher': () => ({ title: m.till_bad_voucher(), text: m.till_bad_voucher_text() }),
  'card-blocked': () => ({ title: m.till_bad_blocked(), text: m.till_bad_blocked_text() }),
  'card-replaced': () => ({ title: m.till_bad_replaced(), text: m.till_bad_replaced_text() }),
  'member-not-active': () => ({ title: m.till_bad_inactive(), text: m.till_bad_inactive_text() }),
  'self-earning-refused': () => ({ title: m.till_bad_own(), text: m.till_bad_own_text() }),
  own: () => ({ title: m.till_bad_own(), text: m.till_bad_own_text() }),
  'goods-first': () => ({ title: m.till_goods_first(), text: m.till_goods_first_text() }),
  'coupon-first': () => ({ title: m.till_coupon_first(), text: m.till_coupon_first_text() }),
  'unknown-goods': () => ({ title: m.till_goods_unknown(), text: m.till_goods_unknown_text() }),
  'unsold-goods': () => ({ title: m.till_goods_unsold(), text: m.till_goods_unsold_text() }),
  'voucher-used': () => ({ title: m.till_bad_used(), text: m.till_bad_used_text() }),
  'voucher-expired': () => ({ title: m.till_bad_expired(), text: m.till_bad_expired_text() }),
  'voucher-cancelled': () => ({ title: m.till_bad_cancelled(), text: m.till_bad_cancelled_text() }),
  'checkout-changed': goneVerdict,
  'checkout-expired': goneVerdict,
  'checkout-cancelled': goneVerdict,
  unreachable: () => ({ title: m.till_bad_network(), text: m.till_bad_network_text() }),
  'database-away': () => ({ title: m.till_bad_network(), text: m.till_bad_network_text() }),
};

export const verdictOf = (code: TillCode | OwnFinding): Verdict =>
  verdicts[code]?.() ?? { title: m.till_bad_other(), text: tillProblemText(code) };

/** Why an attempt is still open, if the reason is not a missing reply. */
export const openText = (code: TillCode, place: string): string | null => {
  if (code === 'not-allowed') return m.till_open_elsewhere({ name: place });
  return code === 'too-many-requests' || code === 'idempotency-key-reused' ? tillProblemText(code) : null;
};
