import type { Condition, Money } from '@regulars/conditions';
import type { Opportunity } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { phraseOf } from './opportunity-words.ts';

export interface OpenSale {
  /** Minor units. */
  readonly total: number;
  readonly currency: string;
  /** Code of the location. */
  readonly location: string;
  /** All of the total earns points, as it is. */
  readonly allEarns: boolean;
}

/**
 * One line for the cashier: how much more gives further points, else what gives more points now. Null if there is
 * nothing to say; then the preview of the points says all.
 */
export function saleHint(offers: readonly Opportunity[], sale: OpenSale): string | null {
  const open = offers.filter((offer) => isSure(offer, sale));
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

/** Another rule of its group may count instead. */
const isSure = ({ state, grouped, locations }: Opportunity, { location }: OpenSale): boolean =>
  state === 'now' && !grouped && (locations.length === 0 || locations.some(({ code }) => code === location));

interface More {
  readonly amount: number;
  readonly what: string;
}

/** What is missing to the amount that the rule asks for, if it asks for nothing else. */
function moreFor(offer: Opportunity, sale: OpenSale): More[] {
  const { effect, needs } = offer;
  const { total, currency } = sale;
  const whole = needs ? wholeTotal(needs.condition, currency) : 0;
  const earning = earningTotal(effect, sale);
  if (whole === null || earning === null) return [];
  const asked = Math.max(whole, earning);
  if (asked <= total) return [];
  // The sentence of a minimum would repeat the amount.
  const what = 'minimums' in effect ? m.common_points({ count: effect.points }) : phraseOf(offer);
  return what === null ? [] : [{ amount: asked - total, what }];
}

/** The total that the condition asks for; null if it asks for something else. */
function wholeTotal(condition: Condition, currency: string): number | null {
  if (!('fact' in condition) || condition.fact !== 'purchase.total' || condition.op !== 'at-least')
    return null;
  const asked = condition.value as Money;
  return asked.currency === currency ? asked.amount : null;
}

/** The minimum of what earns points; null if it cannot be compared with the total. */
function earningTotal(effect: Opportunity['effect'], { currency, allEarns }: OpenSale): number | null {
  if (!('minimums' in effect) || effect.minimums.length === 0) return 0;
  const minimum = effect.minimums.find((each) => each.currency === currency);
  return minimum && allEarns ? minimum.amount : null;
}

/** Only for some goods: others earn without a word. */
const isSpecial = ({ effect, needs }: Opportunity): boolean =>
  needs === null && 'where' in effect && !!effect.where;
