import type { Language, Sentence } from '../words.ts';
import type { EarningRule } from './rule.ts';

/**
 * Why a rule does not work.
 * - `unreadable`: this version of the software does not know a part of it.
 * - `error`: it cannot be computed.
 * - `too-many-points`: with it, a purchase or an event would give more than anyone may get at once.
 */
export type RuleFault = 'unreadable' | 'error' | 'too-many-points';

export interface FailedRule<Rule = EarningRule> {
  readonly rule: Rule;
  readonly fault: RuleFault;
  /** What was thrown, for the log. */
  readonly cause?: unknown;
}

const faults: { readonly [F in RuleFault]: Sentence<void> } = {
  unreadable: {
    en: () => 'The rule does not work: this version of Regulars does not know all of it',
    de: () => 'Die Regel funktioniert nicht: Diese Version von Regulars kennt nicht alles darin',
    cs: () => 'Pravidlo nefunguje: tato verze Regulars v\u00a0něm nezná všechno',
  },
  error: {
    en: () => 'The rule does not work: it could not be computed',
    de: () => 'Die Regel funktioniert nicht: Sie ließ sich nicht berechnen',
    cs: () => 'Pravidlo nefunguje: nepodařilo se ho vypočítat',
  },
  'too-many-points': {
    en: () => 'The rule does not work: it would give more points than anyone may get at once',
    de: () => 'Die Regel funktioniert nicht: Sie brächte mehr Punkte, als auf einmal möglich sind',
    cs: () => 'Pravidlo nefunguje: přineslo by víc bodů, než je najednou možné',
  },
};
export const faultSentence = (fault: RuleFault, language: Language): string => faults[fault][language]();

/** No purchase and no event gives more points. */
export const mostPointsAtOnce = 1_000_000_000;

/** A rule stops the decision about all of them. Nobody but `withoutFailing` sees it. */
class RuleStop extends Error {
  readonly failed: FailedRule;

  constructor(failed: FailedRule) {
    super(`The rule ${failed.rule.id} does not work`, { cause: failed.cause });
    this.failed = failed;
  }
}

export function failWith(rule: EarningRule, fault: RuleFault, cause?: unknown): never {
  throw new RuleStop({ rule, fault, cause });
}

/** Work for one rule. What it throws is a failure of the rule. */
export function attempt<Result>(rule: EarningRule, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleStop) throw error;
    return failWith(rule, 'error', error);
  }
}

/** A decision about rules that work, and the others. */
export interface WithoutFailing<Result, Rule> {
  readonly result: Result;
  readonly working: readonly Rule[];
  readonly failed: readonly FailedRule<Rule>[];
}

/**
 * Decides as if rules that do not work were not there: each one that fails leaves, and the others are decided again.
 * So they give what they would give without it, in groups and under multipliers too.
 */
export function withoutFailing<Rule extends EarningRule, Result>(
  rules: readonly Rule[],
  decide: (working: readonly Rule[]) => Result,
): WithoutFailing<Result, Rule> {
  const failed: FailedRule<Rule>[] = [];
  let working = rules;
  if (rules.some(({ unreadable }) => unreadable)) {
    working = rules.filter(({ unreadable }) => !unreadable);
    for (const rule of rules) if (rule.unreadable) failed.push({ rule, fault: 'unreadable' });
  }
  for (;;) {
    try {
      return { result: decide(working), working, failed };
    } catch (error) {
      if (!(error instanceof RuleStop)) throw error;
      const { failed: stop } = error;
      const rule = working.find((each) => each === stop.rule);
      if (!rule) throw error;
      failed.push({ ...stop, rule });
      working = working.filter((each) => each !== rule);
    }
  }
}
