import { checkLines } from '../earning/kinds/chosen-lines.ts';
import type { EffectFault } from '../earning/kinds/kind.ts';
import type { DiscountEffect } from '../pricing/kinds/index.ts';
import { givesPoints, takesNth } from '../pricing/kinds/traits.ts';
import type { Redeemable } from '../pricing/redeemable.ts';
import type { CouponValidity } from './validity.ts';

type Checked = Pick<Redeemable, 'effect' | 'on' | 'nth' | 'atMost'> &
  Pick<CouponValidity, 'startsAt' | 'endsAt' | 'hours'> & { readonly hasBudget: boolean };

/** What contradicts itself in a coupon, with pointers to its fields. */
export function checkCoupon({
  effect,
  on,
  nth,
  atMost,
  hasBudget,
  startsAt,
  endsAt,
  hours,
}: Checked): readonly EffectFault[] {
  const faults = [...under('/on', checkLines(on)), ...under('/effect/given', givenFaults(effect))];
  if (nth && !takesNth(effect))
    faults.push({ pointer: '/nth', message: `not with ${effect.kind}, which says itself what it is about` });
  if (startsAt !== null && endsAt !== null && startsAt >= endsAt)
    faults.push({ pointer: '/endsAt', message: 'ends before it begins' });
  if (hours?.from === '24:00') faults.push({ pointer: '/hours/from', message: 'the day is over: 00:00' });
  else if (hours !== null && hours.from === hours.until)
    faults.push({ pointer: '/hours/until', message: 'must differ from the beginning' });
  if (givesPoints(effect) && atMost !== null) faults.push({ pointer: '/atMost', message: lowersNoPrice });
  if (givesPoints(effect) && hasBudget) faults.push({ pointer: '/budget', message: lowersNoPrice });
  return faults;
}

const lowersNoPrice = 'points lower no price';

const givenFaults = (effect: DiscountEffect): readonly EffectFault[] =>
  'given' in effect && effect.given !== null ? checkLines(effect.given) : [];

const under = (field: string, faults: readonly EffectFault[]): EffectFault[] =>
  faults.map(({ pointer, message }) => ({ pointer: field + pointer, message }));
