import {
  askedFacts,
  factOf,
  residualOf,
  type Condition,
  type FactName,
  type Leaf,
  type Subject,
} from '@regulars/conditions';
import type { EarningRule } from './rule.ts';
import { isSound } from './soundness.ts';

/**
 * What a rule offers a member.
 * - `now`: it gives points for a purchase at this moment.
 * - `later`: it gives points at other times.
 * - `missing`: it does not give this member points yet.
 * - `none`: nothing to tell the member.
 */
export type Opportunity =
  | { readonly state: 'now' | 'later'; readonly needs: Condition | null }
  | { readonly state: 'missing'; readonly needs: Condition | null; readonly missing: Condition }
  | { readonly state: 'none' };

/** What the club wrote about the member or knows of the person. A member cannot do anything about it, or should not read it. */
const untold: ReadonlySet<FactName> = new Set<FactName>([
  'member.tags',
  'member.segments',
  'member.interests',
  'member.group',
  'member.class',
  'member.tenth',
  'member.score',
  'member.attribute',
  'member.number-attribute',
  'member.age',
  'member.language',
  'member.kind',
  'member.joined',
  'member.home-location',
]);

/**
 * What a rule about purchases offers the buyer. `needs` is what the member still chooses: the goods, the total, the
 * place, the payment and, for `later`, the time; null for any purchase.
 * @param sale a purchase of the member at this moment; its goods, place and payments do not matter
 */
export function opportunityOf(rule: Pick<EarningRule, 'when' | 'unreadable'>, sale: Subject): Opportunity {
  if (rule.unreadable) return { state: 'none' };
  if (rule.when === undefined) return { state: 'now', needs: null };
  if (!isSound(rule.when, 'sale')) return { state: 'none' };
  try {
    return conditional(rule.when, sale);
  } catch {
    // It gives nothing. The next purchase reports it.
    return { state: 'none' };
  }
}

function conditional(when: Condition, sale: Subject): Opportunity {
  const now = residualOf(when, sale, isChosen);
  if (now !== false) return { state: 'now', needs: neededOf(now) };
  const ever = residualOf(when, sale, isChosenAtSomeTime);
  if (ever !== false) return { state: 'later', needs: neededOf(ever) };
  return missingOf(when, sale);
}

/** Whether its condition does not hold for a purchase of any member. */
export function isRuledOut({ when }: Pick<EarningRule, 'when'>, sale: Subject): boolean {
  if (when === undefined) return false;
  try {
    return !isSound(when, 'sale') || residualOf(when, sale, (part) => !isChosenAtSomeTime(part)) === false;
  } catch {
    return true;
  }
}

const neededOf = (residual: Condition | true): Condition | null => (residual === true ? null : residual);

/** Which of the parts that all must hold do not, whatever the member buys and whenever. */
export function missingOf(when: Condition, sale: Subject): Opportunity {
  const parts = 'all' in when ? when.all : [when];
  const residuals = parts.map((part) => ({ part, residual: residualOf(part, sale, isChosenAtSomeTime) }));
  const missing = residuals.flatMap(({ part, residual }) => (residual === false ? [part] : []));
  if (missing.flatMap(askedFacts).some((fact) => untold.has(fact))) return { state: 'none' };
  if (missing.some((part) => isPassed(part, sale))) return { state: 'none' };
  const open = residuals.flatMap(({ residual }) => (typeof residual === 'boolean' ? [] : [residual]));
  return { state: 'missing', missing: together(missing), needs: open.length > 0 ? together(open) : null };
}

/** The count of purchases only grows: what it has passed does not come again. */
const isPassed = (part: Condition, sale: Subject): boolean =>
  'fact' in part &&
  part.fact === 'member.purchases' &&
  (part.op === 'is'
    ? residualOf({ ...part, op: 'more-than' }, sale, isChosenAtSomeTime) === true
    : part.op === 'at-most' || part.op === 'less-than');

const together = (parts: readonly Condition[]): Condition => {
  const [only] = parts;
  return parts.length === 1 && only ? only : { all: parts };
};

const scopeOf = (part: Leaf): string | null => ('fact' in part ? (factOf(part.fact)?.scope ?? null) : null);
const isChosen = (part: Leaf): boolean => 'lines' in part || scopeOf(part) === 'purchase';
const isChosenAtSomeTime = (part: Leaf): boolean => isChosen(part) || scopeOf(part) === 'moment';
