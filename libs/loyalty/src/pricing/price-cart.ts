import { chosenLines, type ChosenLines } from '../earning/kinds/chosen-lines.ts';
import type { PointsBonus } from '../earning/points-bonus.ts';
import type { EarningLine } from '../earning/purchase.ts';
import { discountOf } from './kinds/index.ts';
import type { Discount, DiscountInput } from './kinds/kind.ts';
import { onNth } from './nth.ts';
import { afterCut, cutAtMost, offOf, type Cut, type Portion } from './portions.ts';
import type { NotApplied, Redeemable } from './redeemable.ts';

/** Goods with the prices that the shop asks before any discount of the checkout. */
export interface Cart {
  readonly currency: string;
  readonly lines: readonly EarningLine[];
}

/** What a discount took off a line, in gross minor units. */
export interface LineDiscount {
  readonly by: string;
  readonly amount: number;
}

export interface DiscountedLine {
  readonly initial: number;
  readonly left: number;
  /** In the order in which they were applied. */
  readonly discounts: readonly LineDiscount[];
}

/** What made a discount smaller than its effect: what is left of its budget, or the most that it takes off. */
export type Trim = 'budget' | 'maximum';

/** A discount that counts, and what it takes off. */
export interface AppliedDiscount {
  readonly id: string;
  readonly discount: number;
  /** Absent: nothing made it smaller. */
  readonly trimmed?: Trim;
  /** What it adds to the points of the purchase. Absent: nothing. */
  readonly bonus?: Pick<PointsBonus, 'gives' | 'lines'>;
}

export interface DiscountedCart {
  readonly lines: readonly DiscountedLine[];
  /** In the order in which they were applied, with what each took off. */
  readonly applied: readonly AppliedDiscount[];
  readonly notApplied: readonly { readonly id: string; readonly because: NotApplied }[];
}

/** What a discount would do to the cart as it is. */
type Trial =
  ({ readonly cuts: readonly Cut[] } & Omit<AppliedDiscount, 'id'>) | { readonly because: NotApplied };

/**
 * Applies discounts to a cart: the categories by priority and id, and within a category the largest discount first, then
 * by id. 'Largest' is what each takes off alone, when its category begins. No other combination is tried.
 * @param most how many discounts a cart may have
 */
export function discountCart(cart: Cart, redeemables: readonly Redeemable[], most: number): DiscountedCart {
  const pricing = new Pricing(cart, most);
  const categories = Object.values(Object.groupBy(redeemables, ({ category }) => category.id));
  const ordered = categories.flatMap((group) => (group?.[0] ? [{ group, ...group[0].category }] : []));
  ordered.sort((one, other) => one.priority - other.priority || compareText(one.id, other.id));
  for (const { group } of ordered) pricing.applyCategory(group);
  return pricing.result();
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const discountable = new Set<EarningLine['kind']>(['goods', 'service', 'shipping']);

/** Gift cards are money, deposits are no price, and prices that the law sets stay. */
export const isDiscountable = ({ kind, priceBound, gross }: EarningLine): boolean =>
  discountable.has(kind) && priceBound !== true && gross > 0;

class Pricing {
  readonly #cart: Cart;
  readonly #most: number;
  #portions: readonly Portion[];
  readonly #discounts: LineDiscount[][];
  readonly #applied: (AppliedDiscount & { readonly exclusive: boolean })[] = [];
  readonly #notApplied: { id: string; because: NotApplied }[] = [];

  constructor(cart: Cart, most: number) {
    this.#cart = cart;
    this.#most = most;
    this.#portions = cart.lines.flatMap((line, index) =>
      isDiscountable(line) ? [portionOf(line, index)] : [],
    );
    this.#discounts = cart.lines.map(() => []);
  }

  applyCategory(group: readonly Redeemable[]): void {
    const tried = group.map((redeemable) => ({ redeemable, alone: this.#aloneOf(redeemable) }));
    tried.sort(
      (one, other) => other.alone - one.alone || compareText(one.redeemable.id, other.redeemable.id),
    );
    let first: string | null = null;
    for (const { redeemable } of tried) {
      const because = this.#refusalOf(redeemable, first) ?? this.#apply(redeemable);
      if (because === null) first ??= redeemable.id;
      else this.#notApplied.push({ id: redeemable.id, because });
    }
  }

  result(): DiscountedCart {
    const left = this.#cart.lines.map(({ gross }) => gross);
    for (const [index, discounts] of this.#discounts.entries())
      for (const { amount } of discounts) left[index] = (left[index] ?? 0) - amount;
    return {
      lines: this.#cart.lines.map(({ gross }, index) => ({
        initial: gross,
        left: left[index] ?? 0,
        discounts: this.#discounts[index] ?? [],
      })),
      applied: this.#applied.map(({ exclusive: _, ...applied }) => applied),
      notApplied: this.#notApplied,
    };
  }

  #aloneOf(redeemable: Redeemable): number {
    const trial = this.#try(redeemable);
    return 'because' in trial ? 0 : trial.discount;
  }

  /** Why it does not count beside what was applied before. */
  #refusalOf({ category, exclusive }: Redeemable, first: string | null): NotApplied | null {
    const [before] = this.#applied;
    const alone = this.#applied.find((each) => each.exclusive) ?? (exclusive ? before : undefined);
    if (alone) return { kind: 'exclusive', with: alone.id };
    if (first !== null && category.within === 'none') return { kind: 'not-combinable', with: first };
    if (first !== null && category.within === 'best') return { kind: 'outdone', by: first };
    if (this.#applied.length >= this.#most) return { kind: 'too-many', most: this.#most };
    return null;
  }

  #apply(redeemable: Redeemable): NotApplied | null {
    const trial = this.#try(redeemable);
    if ('because' in trial) return trial.because;
    const { id, exclusive } = redeemable;
    for (const [line, amount] of amountsByLine(trial.cuts)) this.#discounts[line]?.push({ by: id, amount });
    const { cuts, ...told } = trial;
    this.#applied.push({ id, ...told, exclusive });
    this.#portions = cuts.map(afterCut).sort((one, other) => one.line - other.line);
    return null;
  }

  #try(redeemable: Redeemable): Trial {
    const { currency } = this.#cart;
    const input = this.#inputFor(redeemable);
    const missing = this.#missingSpend(redeemable, input);
    if (missing) return { because: missing };
    const most = mostOff(redeemable, currency);
    if (most === null) return { because: { kind: 'other-currency' } };
    if (most.limit === 0) return { because: { kind: 'budget-used-up' } };
    const { effect, nth } = redeemable;
    const apply = (some: DiscountInput): Discount => discountOf(effect, some);
    const given = nth ? onNth(nth, input, apply) : apply(input);
    if ('none' in given) return { because: given.none };
    if (given.points) return this.#bonusOf(redeemable, input, given);
    const cuts = cutAtMost(given.cuts, most.limit);
    const discount = offOf(cuts);
    if (discount === 0) return { because: { kind: 'no-effect' } };
    return { cuts, discount, ...(discount < offOf(given.cuts) ? { trimmed: most.by } : {}) };
  }

  #bonusOf(
    { earnsNothing }: Redeemable,
    { portions, isChosen }: DiscountInput,
    { cuts, points: gives }: { readonly cuts: readonly Cut[]; readonly points?: PointsBonus['gives'] },
  ): Trial {
    if (earnsNothing || !gives) return { because: { kind: 'no-points' } };
    const lines = [...new Set(portions.filter(isChosen).map(({ line }) => line))];
    return { cuts, discount: 0, bonus: { gives, lines } };
  }

  #missingSpend({ minimumSpend }: Redeemable, { isChosen }: DiscountInput): NotApplied | null {
    if (minimumSpend === null) return null;
    const least = minimumSpend.amounts[this.#cart.currency];
    if (least === undefined) return { kind: 'other-currency' };
    const counts = minimumSpend.of === 'cart' ? (portion: Portion) => !this.#isShipping(portion) : isChosen;
    const counted = this.#portions.filter(counts);
    const spent = counted.reduce((sum, { initial }) => sum + initial, 0);
    return spent < least ? { kind: 'minimum-spend', missing: least - spent } : null;
  }

  // What is off the goods is not off the shipping, unless it is named.
  #inputFor({ on, line: only }: Redeemable): DiscountInput {
    const isShipping = (portion: Portion): boolean => this.#isShipping(portion);
    const isMeantBy = (lines: ChosenLines, named: boolean): ((portion: Portion) => boolean) => {
      const isMeant = chosenLines(lines, this.#cart);
      return (portion) => (isMeant[portion.line] ?? false) && (named || !isShipping(portion));
    };
    const isOn = isMeantBy(on, on.where !== undefined || only !== undefined);
    const isChosen = (portion: Portion): boolean => isOn(portion) && (only ?? portion.line) === portion.line;
    const isAmong = (lines: ChosenLines) => isMeantBy(lines, lines.where !== undefined);
    return { portions: this.#portions, currency: this.#cart.currency, isChosen, isShipping, isAmong };
  }

  #isShipping({ line }: Portion): boolean {
    return this.#cart.lines[line]?.kind === 'shipping';
  }
}

/** Null if it does not count in this currency. 0 if nothing is left of its budget. */
const mostOff = (
  { atMost, left }: Redeemable,
  currency: string,
): { readonly limit: number; readonly by: Trim } | null => {
  const [own, rest] = [atMost, left].map((amounts) => (amounts ? amounts[currency] : Infinity));
  if (own === undefined || rest === undefined) return null;
  return rest < own ? { limit: rest, by: 'budget' } : { limit: own, by: 'maximum' };
};

function portionOf({ gross, quantity }: EarningLine, line: number): Portion {
  const isWeighed = quantity % 1000 !== 0 || quantity === 0;
  const pieces = isWeighed ? 1 : quantity / 1000;
  return { line, pieces, quantity, initial: gross, left: gross, taken: false };
}

function amountsByLine(cuts: readonly Cut[]): ReadonlyMap<number, number> {
  const amounts = new Map<number, number>();
  for (const { portion, off } of cuts)
    if (off > 0) amounts.set(portion.line, (amounts.get(portion.line) ?? 0) + off);
  return new Map([...amounts].sort(([one], [other]) => one - other));
}
