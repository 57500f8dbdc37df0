import { toClauses, type NameOf } from '@regulars/conditions';
import type { RuleContent } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { effectPhrase } from '../shared/kinds/index.ts';
import { inParts, list, marked, strong, type Part, type Wording } from '../shared/wording.ts';
import { budgetNames } from './budget-names.ts';
import { capNames } from './cap-names.ts';

/** What the sentence describes. Dates are formatted, locations are names. */
export interface RuleSummary extends Pick<RuleContent, 'effect' | 'caps' | 'countsTowardsStatus'> {
  /** Absent: always. */
  when?: RuleContent['when'];
  /** Names in conditions. */
  nameOf?: NameOf;
  tableName?: Wording['tableName'];
  eventName?: Wording['eventName'];
  eventField?: Wording['eventField'];
  currency?: Wording['currency'];
  /** Absent: as the club's. */
  expiresAfter?: RuleContent['expiresAfter'];
  /** Absent: as many points as its purchases earn. */
  budget?: RuleContent['budget'];
  /** Absent: its points are added. */
  stacking?: RuleContent['stacking'];
  from: string | null;
  until: string | null;
  places: string[];
}

function capsText(caps: RuleSummary['caps'], wording: Wording): string {
  if (caps.length === 0) return '';
  const said = caps.map(({ per, points }) =>
    strong(`${m.common_points({ count: points }, wording)} ${capNames[per]({}, wording)}`),
  );
  return m.console_sentence_caps({ caps: list(said, 'conjunction', wording) }, wording);
}

/** `10,000 points in each month` */
export const budgetText = (budget: RuleSummary['budget'], wording: Wording): string =>
  budget
    ? `${m.common_points({ count: budget.points }, wording)} ${budgetNames[budget.per]({}, wording)}`
    : '';

const budgetEnd = ({ budget }: RuleSummary, wording: Wording): string =>
  budget ? m.console_sentence_budget({ budget: strong(budgetText(budget, wording)) }, wording) : '';

const lifeTexts = { days: m.console_sentence_valid_days, months: m.console_sentence_valid_months };

/** `valid for 30 days`; empty if the points live as the club's. */
export const lifeText = (life: RuleSummary['expiresAfter'], wording: Wording): string =>
  life ? lifeTexts[life.unit]({ count: life.count }, wording) : '';

function whenText({ when, nameOf }: Pick<RuleSummary, 'when' | 'nameOf'>, wording: Wording): string {
  if (!when) return '';
  const condition = marked(toClauses(when, wording.locale, nameOf));
  return m.earning_phrase_when({ condition }, wording);
}

const stackingTexts = {
  'best-of': m.console_sentence_best_of,
  exclusive: m.console_sentence_exclusive,
};

const stackingText = ({ stacking }: RuleSummary, wording: Wording): string =>
  stacking ? stackingTexts[stacking.mode]({ group: strong(stacking.group) }, wording) : '';

/** How it goes together with other rules, alone. */
export const stackingSentence = (stacking: RuleSummary['stacking']): string =>
  stacking
    ? `${stackingTexts[stacking.mode]({ group: stacking.group })} ${m.console_stacking_priority()}: ${stacking.priority}`
    : m.console_stacking_add();

function datesText({ from, until }: RuleSummary, wording: Wording): string {
  if (from && until) return m.console_sentence_between({ from: strong(from), until: strong(until) }, wording);
  if (from) return m.console_sentence_from({ from: strong(from) }, wording);
  return until ? m.console_sentence_until({ until: strong(until) }, wording) : '';
}

const lifeEnd = ({ expiresAfter }: RuleSummary, wording: Wording): string =>
  expiresAfter ? m.console_sentence_valid({ life: strong(lifeText(expiresAfter, wording)) }, wording) : '';

/** The rule in the reader's language, in parts so that the page can emphasise chosen values. */
export function sentenceOf(told: RuleSummary, locale: Locale = getLocale()): Part[] {
  const { nameOf, tableName, eventName, eventField, currency } = told;
  const wording = { locale, nameOf, tableName, eventName, eventField, currency };
  const { effect, places, caps } = told;
  const where =
    places.length > 0
      ? m.earning_phrase_where({ places: list(places.map(strong), 'disjunction', wording) }, wording)
      : '';
  const limits = `${whenText(told, wording)}${capsText(caps, wording)}${budgetEnd(told, wording)}${datesText(told, wording)}${lifeEnd(told, wording)}`;
  const main = m.console_sentence_get({ what: effectPhrase(effect, wording), where, limits }, wording);
  const status = told.countsTowardsStatus ? '' : m.console_sentence_no_status({}, wording);
  return inParts([main, stackingText(told, wording), status].filter(Boolean).join(' '));
}

export const plainSentence = (told: RuleSummary, locale?: Locale): string =>
  sentenceOf(told, locale)
    .map((part) => part.text)
    .join('');
