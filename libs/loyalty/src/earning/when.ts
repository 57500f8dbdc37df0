import {
  askedFacts,
  partAt,
  pastDaysOf,
  residualOf,
  unmetParts,
  type Condition,
  type ConditionPart,
  type Subject,
} from '@regulars/conditions';
import { memberPartOf } from '../facts/member-facts.ts';
import type { Language, Sentence } from '../words.ts';
import type { EarningPurchase } from './purchase.ts';
import type { FailedRule } from './failing.ts';
import { isReadableEffect } from './kinds/index.ts';
import { ruleApplies, type EarningRule, type MetRule } from './rule.ts';
import { isSound } from './soundness.ts';

/** What must be read of a buyer to decide the conditions of rules. */
export interface SaleNeed {
  /** Past purchases of the last so many days or, null, of all time. */
  readonly days: readonly (number | null)[];
  /** Figures of all earlier purchases. */
  readonly figures: boolean;
  /** Profile, consents, tags and attributes. */
  readonly person: boolean;
}

// The rules of a moment are one list, the same for all its purchases.
const needs = new WeakMap<readonly EarningRule[], SaleNeed>();

/** What these rules ask of a buyer; nothing if none of them has a condition. */
export function saleNeedOf(rules: readonly EarningRule[]): SaleNeed {
  const known = needs.get(rules);
  if (known) return known;
  const conditions = rules.flatMap(({ when }) => (when && isSound(when, 'sale') ? [when] : []));
  const parts = new Set(conditions.flatMap(askedFacts).map(memberPartOf));
  const need = {
    days: [...new Set(conditions.flatMap(pastDaysOf))],
    figures: parts.has('figures'),
    person: parts.has('person'),
  };
  needs.set(rules, need);
  return need;
}

const notMet: Sentence<void> = {
  en: () => 'The condition was not met',
  de: () => 'Die Bedingung war nicht erfüllt',
  cs: () => 'Podmínka nebyla splněna',
};
const aboutMember: Sentence<void> = {
  en: () => 'a detail about the member',
  de: () => 'eine Angabe zum Mitglied',
  cs: () => 'údaj o členovi',
};

/** Why a rule in `unmet` gave nothing. @param parts those that did not hold, in words */
export const unmetSentence = (language: Language, parts: readonly string[] = []): string =>
  notMet[language]() + (parts.length > 0 ? `: ${parts.join('; ')}` : '');

/** A rule whose condition did not hold. */
export interface UnmetRule extends EarningRule {
  /** JSON pointers to the parts that did not hold. Absent: nobody asked them, or it is the whole. */
  readonly unmetParts?: readonly string[];
}

/** So many parts are told. */
const mostParts = 4;

/**
 * The parts of a condition that did not hold, in words. Parts about the person are not told: a cashier who
 * reads them would learn something about the member.
 */
export function unmetPartsSaid(
  when: Condition,
  pointers: readonly string[],
  language: Language,
  say: (part: Condition) => string,
): string[] {
  const parts = pointers.flatMap((pointer) => partAt(when, pointer) ?? []);
  const said = parts.map((part) =>
    askedFacts(part).some((fact) => memberPartOf(fact) === 'person') ? aboutMember[language]() : say(part),
  );
  return [...new Set(said)];
}

/** The rules of a purchase, by their conditions. */
export interface RulesOfSale {
  /** Without a condition, or it holds. */
  readonly met: readonly MetRule[];
  /** Would apply, but their condition does not hold. */
  readonly unmet: readonly UnmetRule[];
  /** Would apply, but do not work. */
  readonly failed: readonly FailedRule[];
}

/**
 * Decides the conditions of the rules, once per purchase: returns ask only the residual, of the goods that remain.
 * A rule whose condition this version does not know, or cannot decide, does not work.
 * @param subject the purchase with its buyer; called only if a condition asks
 */
export function rulesOfSale(
  rules: readonly EarningRule[],
  purchase: EarningPurchase,
  subject: () => Subject,
): RulesOfSale {
  if (rules.every(({ when, unreadable }) => when === undefined && !unreadable))
    return { met: rules, unmet: [], failed: [] };
  const [met, unmet, failed]: [MetRule[], UnmetRule[], FailedRule[]] = [[], [], []];
  let made: Subject | null = null;
  for (const rule of rules) {
    const { when, unreadable } = rule;
    const isRead = !unreadable && isReadableEffect(rule.effect);
    if (isRead && !ruleApplies(rule, purchase)) continue;
    if (!isRead || (when && !isSound(when, 'sale'))) failed.push({ rule, fault: 'unreadable' });
    else if (when === undefined) met.push(rule);
    else {
      made ??= subject();
      try {
        const parts = unmetParts(when, made);
        if (parts.length === 0) met.push(withResidual(rule, residualOf(when, made)));
        else unmet.push({ ...rule, unmetParts: pointersOf(parts) });
      } catch (cause) {
        failed.push({ rule, fault: 'error', cause });
      }
    }
  }
  return { met, unmet, failed };
}

const pointersOf = (parts: readonly ConditionPart[]): readonly string[] =>
  parts.slice(0, mostParts).map(({ pointer }) => pointer);

const withResidual = (rule: EarningRule, residual: ReturnType<typeof residualOf>): MetRule =>
  typeof residual === 'boolean' ? rule : { ...rule, residual };
