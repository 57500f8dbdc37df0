import {
  partsOf,
  pastDaysOf,
  workOf,
  workOfEach,
  type AskedSize,
  type Condition,
} from '@regulars/conditions';
import {
  chosenBy,
  givesForMoney,
  isPurchaseEffect,
  multipliesOthers,
  stepsPerLineOf,
  type PurchaseEffect,
} from './kinds/index.ts';
import type { Instant } from '../clock.ts';
import type { EarningRule } from './rule.ts';
import type { RuleTimeline } from './timeline.ts';

/** Work is measured for a large purchase of a member who bought often. */
const size: AskedSize = { lines: 1000, purchases: 1000, pastLines: 5, purchasesPerDay: 3 };

/**
 * All rules that apply to a purchase may take so many steps together. So many take less than 40 milliseconds on a small
 * machine (`work.test.ts`); a purchase may wait 50 for them.
 */
export const mostWork = 280_000;

/** For each rule, whatever it says. */
const ofRule = 500;
/** A group asks its rules once more. */
const inGroup = 1.5;
/** A multiplier sums up the money of each other rule. */
const ofPair = 0.15 * size.lines;
/** The first condition on earlier purchases: each of them is read, with its local day. */
const ofHistory = 100_000;

/** What takes the work of a rule: its conditions on earlier purchases, those on lines, or what it gives. */
export type WorkPart = 'history' | 'conditions' | 'effect';

/** What of a rule says how much work it is. */
export type Worked = Pick<EarningRule, 'effect' | 'when' | 'stacking'>;

// Versions stay in memory unchanged.
const known = new WeakMap<Worked, number>();

/** How much work a rule is for a purchase, in steps. None if it is about something else. */
export function workOfRule(rule: Worked): number {
  const before = known.get(rule);
  if (before !== undefined) return before;
  const work = Object.values(workParts(rule)).reduce((sum, part) => sum + part, 0);
  known.set(rule, work);
  return work;
}

/** The part that takes most of it. */
export const largestPart = (rule: Worked): WorkPart => {
  const { history, conditions, effect } = workParts(rule);
  if (history >= Math.max(conditions, effect)) return 'history';
  return conditions >= effect ? 'conditions' : 'effect';
};

function workParts({ effect, when, stacking }: Worked): Readonly<Record<WorkPart, number>> {
  if (!isPurchaseEffect(effect)) return { history: 0, conditions: 0, effect: 0 };
  const history = when ? historyOf(when) : 0;
  const asked = when ? workOf(when, size) - history : 0;
  const chosen = chosenBy(effect).reduce((sum, where) => sum + workOfEach(where, size), 0);
  return {
    history,
    conditions: asked + chosen * size.lines,
    effect: ofRule + stepsPerLineOf(effect) * size.lines * (stacking ? inGroup : 1),
  };
}

const historyOf = (when: Condition): number =>
  partsOf(when)
    .filter(({ condition }) => 'purchases' in condition)
    .reduce((sum, { condition }) => sum + workOf(condition, size), 0);

/** How much work these rules are together, for a purchase to which all of them apply. */
export function workOfRules(rules: readonly Worked[]): number {
  const effects = rules.map(({ effect }) => effect).filter((effect) => isPurchaseEffect(effect));
  const count = (is: (effect: PurchaseEffect) => boolean): number => effects.filter(is).length;
  const pairs = count(multipliesOthers) * count(givesForMoney);
  const asksHistory = rules.some(({ when }) => when && pastDaysOf(when).length > 0);
  const own = rules.reduce((sum, rule) => sum + workOfRule(rule), 0);
  return own + pairs * ofPair + (asksHistory ? ofHistory : 0);
}

/** The most work at one place. Of a rule that is in a trial, the version counts that is more work. */
export function mostWorkOf(rules: readonly EarningRule[]): number {
  const places = new Set<string | null>([null, ...rules.flatMap(({ locationIds }) => locationIds ?? [])]);
  const worksAt = (place: string | null): number =>
    workOfRules(
      larger(rules.filter(({ locationIds: ids }) => !ids || (place !== null && ids.includes(place)))),
    );
  return Math.max(...[...places].map(worksAt));
}

const larger = (rules: readonly EarningRule[]): readonly EarningRule[] =>
  [...Map.groupBy(rules, ({ id }) => id).values()].flatMap(
    (versions) => versions.toSorted((one, other) => workOfRule(other) - workOfRule(one))[0] ?? [],
  );

/**
 * From a moment on, the most work that the rules would be after a change, where it is more than `mostWork` and more than
 * without the change. Null if they fit.
 */
export function tooMuchWork(before: RuleTimeline, after: RuleTimeline, from: Instant): number | null {
  const works = after.changesFrom(from).flatMap((moment) => {
    const work = mostWorkOf(after.at(moment));
    return work > mostWork && work > mostWorkOf(before.at(moment)) ? [work] : [];
  });
  return works.length > 0 ? Math.max(...works) : null;
}

/** From a moment on, the most work at a time at which the version applies; null if it never does. */
export const workTogether = (
  timeline: RuleTimeline,
  { id, version }: EarningRule,
  from: Instant,
): number | null => {
  const works = timeline.changesFrom(from).flatMap((moment) => {
    const rules = timeline.at(moment);
    return rules.some((rule) => rule.id === id && rule.version === version) ? [mostWorkOf(rules)] : [];
  });
  return works.length > 0 ? Math.max(...works) : null;
};
