import type { PointsBonus } from '@regulars/loyalty';
import type { UnsaidReceipt } from '../purchases/index.ts';
import type { AppliedBonus, PricedCart } from './checkout.ts';

type Priced = Pick<PricedCart, 'applied' | 'offers'>;

/** What the coupons and offers of a cart add to the points of its purchase. */
export const bonusesOf = ({ applied, offers = [] }: Priced): { bonuses?: readonly PointsBonus[] } => {
  const bonuses = [
    ...applied.flatMap((each) => bonusOf('coupon', each)),
    ...offers.flatMap((each) => bonusOf('offer', each)),
  ];
  return bonuses.length > 0 ? { bonuses } : {};
};

const bonusOf = (
  sort: PointsBonus['from']['sort'],
  { id, version, name, bonus }: NonNullable<Priced['offers']>[number],
): PointsBonus[] =>
  bonus ? [{ from: { sort, id, version, name }, gives: bonus.gives, lines: bonus.lines }] : [];

/** What each coupon and offer adds, by its id; 0 for those that add nothing. */
export const pointsBySource = ({ explanation }: UnsaidReceipt): ((id: string) => number) => {
  const points = new Map(
    explanation.flatMap(({ reason, points: given }): [string, number][] =>
      'source' in reason ? [[reason.source.id, given]] : [],
    ),
  );
  return (id) => points.get(id) ?? 0;
};

/** The points of each, by the receipt that the purchase would have. */
export const withPointsOf = <Cart extends Priced>(priced: Cart, receipt: UnsaidReceipt): Cart => {
  const pointsOf = pointsBySource(receipt);
  const told = <Each extends { readonly id: string; readonly bonus?: AppliedBonus }>(each: Each): Each =>
    each.bonus ? { ...each, bonus: { ...each.bonus, points: pointsOf(each.id) } } : each;
  const { applied, offers } = priced;
  return { ...priced, applied: applied.map(told), ...(offers ? { offers: offers.map(told) } : {}) };
};

/** The ids of those that add nothing, because the purchase earns nothing for their goods. What has no effect is not used up. */
export const addingNothing = ({ applied, offers = [] }: Priced): string[] =>
  [...applied, ...offers].flatMap(({ id, bonus }) => (bonus?.points === 0 ? [id] : []));

/** The ids of those that were told to add nothing. */
export const toldToAddNothing = ({
  notApplied,
  idleOffers = [],
}: Pick<PricedCart, 'notApplied' | 'idleOffers'>): ReadonlySet<string> =>
  new Set(
    [...notApplied, ...idleOffers].flatMap(({ id, because }) =>
      id !== null && because.kind === 'no-points' ? [id] : [],
    ),
  );
