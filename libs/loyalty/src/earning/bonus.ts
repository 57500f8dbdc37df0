import { floorRatio, roundRatio } from '../money.ts';
import { extraOf, sum } from './base-rate.ts';
import type { BonusReason } from './bonus-reasons.ts';
import type { Grant } from './grant.ts';
import type { RuleInput } from './kinds/kind.ts';
import type { BonusSource, PointsBonus } from './points-bonus.ts';
import type { EarningLine } from './purchase.ts';

/** What the bonuses of a purchase give: nothing for lines that earn nothing, such as those paid with points or gift cards. */
export const bonusGrants = (input: RuleInput): Grant[] =>
  (input.purchase.bonuses ?? []).flatMap((bonus) => bonusGrant(bonus, input) ?? []);

function bonusGrant({ from: source, gives, lines }: PointsBonus, input: RuleInput): Grant | null {
  const { purchase, amounts, bases } = input;
  const on = amounts.map((_, line) => lines.includes(line));
  if ('points' in gives) {
    const { points } = gives;
    const earns = amounts.some((amount, line) => amount > 0 && on[line]);
    return earns && points > 0 ? granted(source, points, { kind: 'bonus-points', source, points }) : null;
  }
  const { times } = gives;
  const { points, amount } = extraOf(bases, times, on);
  if (amount === 0) return null;
  const { currency } = purchase;
  return granted(source, points, { kind: 'bonus-times', source, amount, currency, times });
}

/** No status credit: a tier says what members bought, not which coupons they had. */
const granted = ({ id }: BonusSource, points: number, reason: BonusReason): Grant => ({
  ruleId: null,
  version: null,
  kind: null,
  points,
  status: 0,
  cappedFrom: null,
  cappedBy: null,
  reason,
  bonus: id,
});

type Valued = Pick<EarningLine, 'gross' | 'quantity' | 'paidWithPoints'>;

/**
 * A bonus for what remains of its goods. Fixed points come back with their goods like a discount, in proportion to what
 * they cost. What is a multiple follows from what remains by itself.
 * @param remaining thousandths of each line
 */
export function bonusKept(
  bonus: PointsBonus,
  lines: readonly Valued[],
  remaining: readonly number[],
): PointsBonus {
  if (!('points' in bonus.gives)) return bonus;
  const own = bonus.lines.flatMap((place) => {
    const line = lines[place];
    return line ? [{ ...line, left: remaining[place] ?? line.quantity }] : [];
  });
  const values = own.map(({ gross, paidWithPoints = 0 }) => Math.max(0, gross + paidWithPoints));
  const whole = sum(values);
  const left = sum(
    own.map(({ quantity, left: some }, index) =>
      quantity === 0 ? (values[index] ?? 0) : roundRatio([values[index] ?? 0, some], [quantity]),
    ),
  );
  const { points } = bonus.gives;
  const isAnyLeft = own.some(({ left: some }) => some > 0);
  const kept = whole > 0 ? floorRatio([points, left], [whole]) : isAnyLeft ? points : 0;
  return { ...bonus, gives: { points: kept } };
}
