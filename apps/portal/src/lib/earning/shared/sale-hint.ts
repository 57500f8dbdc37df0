import type { Condition, Money } from '@regulars/conditions';
import type { Opportunity } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { phraseOf } from './opportunity-words.ts';

interface OpenSale {
  /** Minor units. */
  readonly total: number;
  readonly currency: string;
}

/**
 * One line for the cashier: how much more gives further points, else what gives more points now. Null if there is
 * nothing to say; then the preview of the points says all.
 */
export function saleHint(offers: readonly Opportunity[], sale: OpenSale): string | null {
  const open = offers.filter(({ state }) => state === 'now');
  const [next] = open
    .flatMap((offer) => moreFor(offer, sale))
    .sort((one, other) => one.amount - other.amount);
  if (next) return m.earning_hint_more({ amount: money(next.amount, sale.currency), what: next.what });
  for (const offer of open.filter(isSpecial)) {
    const what = phraseOf(offer);
    if (what !== null) return m.earning_hint_now({ what });
  }
  return null;
}

interface More {
  readonly amount: number;
  readonly what: string;
}

/** What is missing to the amount that the rule asks for, if it asks for nothing else. */
function moreFor(offer: Opportunity, { total, currency }: OpenSale): More[] {
  const { effect, needs } = offer;
  const minimum =
    'minimums' in effect ? effect.minimums.find((each) => each.currency === currency) : undefined;
  const asked = needs ? askedTotal(needs.condition) : minimum;
  if (!asked || asked.currency !== currency || asked.amount <= total) return [];
  // The sentence of a minimum would repeat the amount.
  const what = 'minimums' in effect ? m.common_points({ count: effect.points }) : phraseOf(offer);
  return what === null ? [] : [{ amount: asked.amount - total, what }];
}

const askedTotal = (condition: Condition): Money | undefined =>
  'fact' in condition && condition.fact === 'purchase.total' && condition.op === 'at-least'
    ? (condition.value as Money)
    : undefined;

/** Only for some goods: others earn without a word. */
const isSpecial = ({ effect, needs }: Opportunity): boolean =>
  needs === null && 'where' in effect && !!effect.where;
