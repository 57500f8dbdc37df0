import { numberIn, pointsIn, type Language } from '../../words.ts';
import { roundedDownIn } from '../base-rate.ts';
import { checkLines, chosenAmounts, type ChosenLines } from './chosen-lines.ts';
import type { RuleInput, RuleKind } from './kind.ts';

export type GoodsUnit = 'piece' | 'kilo' | 'litre';

/** Points for the quantity of some goods, whatever they cost. Nothing multiplies them. */
export interface PointsPerUnit extends ChosenLines {
  readonly kind: 'points-per-unit';
  readonly points: number;
  /** So many whole units give the points once; 1 for points per unit. */
  readonly per: number;
  /** How the quantity of these goods is measured, for the words. */
  readonly unit: GoodsUnit;
}

export interface UnitsReason {
  readonly kind: 'units';
  /** Thousandths that earn, rounded down. */
  readonly quantity: number;
  readonly points: number;
  readonly per: number;
  readonly unit: GoodsUnit;
}

/** Thousandths of the chosen goods that earn, as an exact fraction: what points paid for in part earns in part. */
function quantityOf(effect: PointsPerUnit, input: Omit<RuleInput, 'bases'>): readonly [bigint, bigint] {
  const { paid, of } = input.share;
  const quantity = chosenAmounts(effect, input).reduce(
    (all, amount, index) => all + (amount > 0 ? (input.purchase.lines[index]?.quantity ?? 0) : 0),
    0,
  );
  return [BigInt(quantity) * BigInt(paid), BigInt(of)];
}

export const pointsPerUnit: RuleKind<PointsPerUnit, UnitsReason> = {
  kind: 'points-per-unit',

  stepsPerLine: 2,

  check: checkLines,

  applies: (effect, input) => quantityOf(effect, input)[0] > 0n,

  grant: (effect, input) => {
    const { points, per, unit } = effect;
    const [quantity, of] = quantityOf(effect, input);
    return {
      points: Number((quantity * BigInt(points)) / (of * 1000n * BigInt(per))),
      reason: { kind: 'units', quantity: Number(quantity / of), points, per, unit },
    };
  },

  explain: {
    units: {
      en: (reason) => said(reason, 'en', 'per'),
      de: (reason) => said(reason, 'de', 'je'),
      cs: (reason) => said(reason, 'cs', 'za'),
    },
  },
};

const units: { readonly [L in Language]: { readonly [U in GoodsUnit]: (count: number) => string } } = {
  en: { piece: (count) => (count === 1 ? 'piece' : 'pieces'), kilo: () => 'kg', litre: () => 'l' },
  de: { piece: () => 'Stück', kilo: () => 'kg', litre: () => 'l' },
  cs: { piece: () => 'ks', kilo: () => 'kg', litre: () => 'l' },
};

/** `10 points per piece: 3 pieces, rounded down` */
const said = ({ quantity, points, per, unit }: UnitsReason, language: Language, forEach: string): string => {
  const counted = (count: number): string =>
    `${numberIn(language, count)}\u00a0${units[language][unit](count)}`;
  const each = per === 1 ? units[language][unit](1) : counted(per);
  const rate = `${pointsIn(language, points)} ${forEach} ${each}`;
  return roundedDownIn(language, `${rate}: ${counted(quantity / 1000)}`);
};
