import { checkCondition, type Comparison, type Condition } from '@regulars/conditions';
import { m } from '#lib/paraglide/messages.js';
import { list, strong, type Wording } from './wording.ts';

const days: Readonly<Record<string, (inputs: object, wording: Wording) => string>> = {
  monday: m.earning_on_monday,
  tuesday: m.earning_on_tuesday,
  wednesday: m.earning_on_wednesday,
  thursday: m.earning_on_thursday,
  friday: m.earning_on_friday,
  saturday: m.earning_on_saturday,
  sunday: m.earning_on_sunday,
};

/** ` on Thursdays`; null for another comparison. */
function weekdaysText({ op, value }: Comparison, wording: Wording): string | null {
  if (op !== 'is' && op !== 'is-one-of') return null;
  const said = [value].flat().map((day) => days[String(day)]?.({}, wording));
  if (said.includes(undefined)) return null;
  return ` ${list(
    said.map((day) => strong(day ?? '')),
    'conjunction',
    wording,
  )}`;
}

/** ` from 17:00 to 20:00` */
function hoursText({ op, value }: Comparison, wording: Wording): string | null {
  if (op !== 'between' || typeof value !== 'object' || !('from' in value)) return null;
  const { from, to } = value;
  return m.earning_between({ from: strong(String(from)), to: strong(String(to)) }, wording);
}

/** `on Fridays from 22:00 to 02:00` would not say which hours of Friday count. */
function isNightOfDay(parts: readonly Condition[]): boolean {
  const has = (fact: string, isMeant: (part: Comparison) => boolean = () => true): boolean =>
    parts.some((part) => 'fact' in part && part.fact === fact && isMeant(part));
  return has('moment.weekday') && has('moment.time', isOverMidnight);
}

const isOverMidnight = ({ value }: Comparison): boolean =>
  typeof value === 'object' && 'from' in value && value.from > value.to;

const texts: Readonly<Record<string, (part: Comparison, wording: Wording) => string | null>> = {
  'moment.weekday': weekdaysText,
  'moment.business-weekday': weekdaysText,
  'moment.time': hoursText,
};

/**
 * The times among parts that must all hold, as people say them, and what remains to be said.
 * Days come before hours.
 */
export function timesOf(
  parts: readonly Condition[],
  wording: Wording,
): { readonly times: string; readonly rest: readonly Condition[] } {
  const said = new Map<string, string>();
  if (isNightOfDay(parts)) return { times: '', rest: parts };
  const rest = parts.filter((part) => {
    if (!('fact' in part) || said.has(part.fact) || checkCondition(part, 'sale').length > 0) return true;
    const text = texts[part.fact]?.(part, wording) ?? null;
    if (text === null) return true;
    said.set(part.fact, text);
    return false;
  });
  return {
    times: Object.keys(texts)
      .map((fact) => said.get(fact) ?? '')
      .join(''),
    rest,
  };
}
