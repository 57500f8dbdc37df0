import type { Language } from '../../words.ts';
import {
  pointsAtRate,
  ratedIn,
  roundedDownIn,
  sum,
  type BaseRate,
  type ExactRate,
  type Rate,
} from '../base-rate.ts';
import { checkLines, chosenAmounts, type ChosenLines } from './chosen-lines.ts';
import { repeated, type EffectFault, type RuleInput, type RuleKind } from './kind.ts';
import { oncePerPurchase } from './once-per-purchase.ts';

/** From this amount on, in minor units, until the next band begins. */
export interface Band extends Rate {
  readonly from: number;
}

/** Points per amount of money, at a rate that depends on how much was bought. */
export interface AmountBands extends ChosenLines {
  readonly kind: 'amount-bands';
  /** `each-band`: each part of the amount at the rate of its band. `reached-band`: the whole amount at one rate. */
  readonly mode: 'each-band' | 'reached-band';
  /** Ascending. Money below the first band earns nothing in `each-band`. */
  readonly currencies: readonly { readonly currency: string; readonly bands: readonly Band[] }[];
}

interface Part extends Rate {
  readonly amount: number;
}

export interface BandsReason {
  readonly kind: 'bands';
  readonly amount: number;
  readonly currency: string;
  /** The money at each rate. */
  readonly parts: readonly Pick<Part, keyof Part>[];
}

const checkBands = ({ currencies }: AmountBands): EffectFault[] =>
  currencies.flatMap(({ bands }, at) =>
    bands.flatMap(({ from }, index) =>
      index > 0 && from <= (bands[index - 1]?.from ?? 0)
        ? [{ pointer: `/currencies/${at}/bands/${index}/from`, message: 'more than the band before' }]
        : [],
    ),
  );

/** The parts of an amount that earn, each with its rate. */
function partsOf({ mode, currencies }: AmountBands, amount: number, currency: string): Part[] {
  const bands = currencies.find((each) => each.currency === currency)?.bands ?? [];
  const reached = bands.filter(({ from }) => amount > 0 && amount >= from);
  const top = reached.at(-1);
  if (mode === 'reached-band') return top ? [{ amount, points: top.points, per: top.per }] : [];
  return reached.flatMap(({ from, points, per }, index) => {
    const within = Math.min(amount, reached[index + 1]?.from ?? amount) - from;
    return within > 0 ? [{ amount: within, points, per }] : [];
  });
}

/** What the whole amount earns per minor unit, exact. */
function meanRate(parts: readonly Part[], amount: number): ExactRate {
  let [points, per] = [0n, 1n];
  for (const part of parts) {
    points = points * BigInt(part.per) + BigInt(part.amount) * BigInt(part.points) * per;
    per *= BigInt(part.per);
  }
  return { points, per: per * BigInt(amount) };
}

interface Reached extends BaseRate {
  readonly amount: number;
  readonly parts: readonly Part[];
}

const reachedBy = oncePerPurchase((effect: AmountBands, input: Omit<RuleInput, 'bases'>): Reached | null => {
  const amounts = chosenAmounts(effect, input);
  const amount = sum(amounts);
  const parts = partsOf(effect, amount, input.purchase.currency);
  return parts.length === 0 ? null : { amount, parts, amounts, rate: meanRate(parts, amount) };
});

export const amountBands: RuleKind<AmountBands, BandsReason> = {
  kind: 'amount-bands',

  stepsPerLine: 3,

  check: (effect) => [
    ...repeated(
      effect.currencies.map(({ currency }) => currency),
      (index) => ({ pointer: `/currencies/${index}/currency`, message: 'bands once per currency' }),
    ),
    ...checkBands(effect),
    ...checkLines(effect),
  ],

  applies: (effect, input) => reachedBy(effect, input) !== null,

  base: reachedBy,

  grant: (effect, input) => {
    const { currency } = input.purchase;
    const reached = reachedBy(effect, input);
    const points = reached ? pointsAtRate(reached) : 0;
    return {
      points,
      reason: { kind: 'bands', amount: reached?.amount ?? 0, currency, parts: reached?.parts ?? [] },
    };
  },

  explain: {
    bands: {
      en: (reason) => said(reason, 'en'),
      de: (reason) => said(reason, 'de'),
      cs: (reason) => said(reason, 'cs'),
    },
  },
};

/** `50.00 EUR × 1 + 20.00 EUR × 2, rounded down` */
const said = ({ parts, currency }: BandsReason, language: Language): string =>
  roundedDownIn(
    language,
    parts.map((part) => ratedIn(language, part, { amount: part.amount, currency })).join(' + '),
  );
