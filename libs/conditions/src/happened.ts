import { dayOf } from './calendar.ts';
import type { HappenedCondition, Happening } from './condition.ts';
import type { Happened } from './happenings.ts';
import { operatorOf } from './operators/operators.ts';
import type { Moment } from './values.ts';

interface Asked {
  readonly happenings?: readonly Happened[];
  readonly moment?: Moment;
}

/** A condition on what happened, in memory. What was not read is unknown, so it is false. */
export function happenedTest(condition: HappenedCondition): (subject: Asked) => boolean {
  const decides = deciderOf(condition);
  return ({ happenings, moment }) => {
    if (!happenings) return false;
    if (!moment) throw new Error('A condition about days needs the moment');
    const first = dayOf(moment.today) - condition.days;
    const past = happenings.filter(({ at }) => at <= moment.now);
    const lately = past.filter((one) => isOf(one, condition) && dayOf(one.date) > first);
    return decides(lately, past, dayOf(moment.today));
  };
}

/** @param past all that happened until now */
type Decider = (lately: readonly Happened[], past: readonly Happened[], today: number) => boolean;

function deciderOf(condition: HappenedCondition): Decider {
  if ('then' in condition) {
    const { then, within } = condition;
    return (lately, past) => lately.some((one) => isFollowed(one, then, within, past));
  }
  if ('without' in condition) {
    const { without, within } = condition;
    return (lately, past, today) =>
      lately.some((one) => dayOf(one.date) + within < today && !isFollowed(one, without, within, past));
  }
  const compares = operatorOf({ type: 'number' }, condition.op)?.with(condition.value);
  return (lately) => compares?.holds(lately.length, undefined) ?? false;
}

/** Whether one came later, at most so many calendar days after it. */
const isFollowed = (
  { at, date }: Happened,
  next: Happening,
  within: number,
  past: readonly Happened[],
): boolean =>
  past.some((other) => isOf(other, next) && other.at > at && dayOf(other.date) <= dayOf(date) + within);

const isOf = ({ name, of: which }: Happened, { happened, of }: Happening): boolean =>
  name === happened && (of === undefined || (which !== null && of.includes(which)));
