import { toClauses, toSentence, plainText, type Condition } from '@regulars/conditions';
import type { Opportunity, RuleKindName } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale, type Locale } from '#lib/paraglide/runtime.js';
import { dateTime } from '#lib/ui/format.ts';
import { validUntil } from '#lib/shell/valid-until.ts';
import { effectPhrase } from './kinds/index.ts';
import { timesOf } from './opportunity-times.ts';
import { profileFieldName } from './profile-fields.ts';
import { inParts, list, marked, strong, type Part, type Wording } from './wording.ts';

type Limit = Opportunity['limits'][number];

const leftTexts: { readonly [Per in Limit['per']]: (inputs: { points: string }) => string } = {
  purchase: m.earning_left_purchase,
  day: m.earning_left_day,
  week: m.earning_left_week,
  month: m.earning_left_month,
  member: m.earning_left_member,
};
const usedTexts: { readonly [Per in Exclude<Limit['per'], 'purchase'>]: () => string } = {
  day: m.earning_used_day,
  week: m.earning_used_week,
  month: m.earning_used_month,
  member: m.earning_used_member,
};

/** What a member can earn points for, in words. */
export interface OpportunityWords {
  id: string;
  state: Opportunity['state'];
  name: string;
  /** Empty if this version does not know what the rule does. */
  sentence: Part[];
  /** What the member does not fulfil. */
  missing: string | null;
  /** Whether the member's profile lacks it. */
  inProfile: boolean;
  /** Limits and the last day. */
  notes: string[];
  /** Where the member does what it asks. */
  page: { href: string; label: string } | null;
}

const pages: { readonly [Kind in RuleKindName]?: { href: string; label: () => string } } = {
  referral: { href: '/club/refer', label: m.referrals_own_share },
};
const pageOf = (kind: RuleKindName): OpportunityWords['page'] => {
  const page = pages[kind];
  return page ? { href: page.href, label: page.label() } : null;
};

export const opportunityWords = (told: Opportunity, timeZone: string): OpportunityWords => ({
  id: told.rule.id,
  state: told.state,
  name: told.rule.name,
  sentence: sentenceOf(told),
  missing: missingOf(told),
  inProfile: told.missing === null && told.profile.length > 0,
  page: pageOf(told.effect.kind),
  notes: [
    ...told.limits.map(limitText),
    ...budgetTexts(told),
    ...placeTexts(told),
    ...(told.validUntil === null
      ? []
      : [m.earning_last_day({ date: validUntil(told.validUntil, timeZone, 'day') })]),
  ],
});

const nameIn =
  ({ names }: Opportunity) =>
  (key: string): string | undefined =>
    Object.hasOwn(names, key) ? names[key] : undefined;

function wordingOf(told: Opportunity, locale: Locale = getLocale()): Wording {
  const nameOf = nameIn(told);
  return { locale, nameOf: (_, key) => nameOf(key), eventName: nameOf, forMembers: true };
}

/** `You get double points on goods of category Coffee on Thursdays from 17:00 to 20:00.` */
export function sentenceOf(told: Opportunity, locale?: Locale): Part[] {
  const wording = wordingOf(told, locale);
  const what = whatOf(told, wording);
  if (what === null) return [];
  const places = told.locations.map(({ name }) => strong(name));
  const where =
    places.length > 0
      ? m.earning_phrase_where({ places: list(places, 'disjunction', wording) }, wording)
      : '';
  const { times, rest } = timesOf(allOf([told.missing?.condition, told.needs?.condition]), wording);
  return inParts(m.earning_you_get({ what, where, times, when: whenText(rest, wording) }, wording));
}

/** What it gives: `double points on goods of category Coffee`. Null if this version does not know. */
export function phraseOf(told: Opportunity): string | null {
  const what = whatOf(told, wordingOf(told));
  return what && plainText(inParts(what));
}

/** Null for a kind or a shape that this version does not know. */
function whatOf({ effect }: Opportunity, wording: Wording): string | null {
  try {
    return effectPhrase(effect, wording);
  } catch {
    return null;
  }
}

const allOf = (conditions: readonly (Condition | undefined)[]): Condition[] =>
  conditions.flatMap((condition) => {
    if (condition === undefined) return [];
    return 'all' in condition ? condition.all : [condition];
  });

function whenText(parts: readonly Condition[], wording: Wording): string {
  const [only] = parts;
  if (!only) return '';
  const condition = parts.length === 1 ? only : { all: [...parts] };
  return m.earning_phrase_when(
    { condition: marked(toClauses(condition, wording.locale, wording.nameOf)) },
    wording,
  );
}

const missingOf = (told: Opportunity): string | null => {
  if (told.missing) return missingText(told.missing.condition, wordingOf(told));
  if (told.profile.length === 0) return null;
  const names = told.profile.map((field) => profileFieldName(field));
  return m.earning_open({ missing: list(names, 'conjunction', wordingOf(told)) });
};

const missingText = (condition: Condition, { locale, nameOf }: Wording): string => {
  const purchases = before(condition, 'member.purchases');
  if (purchases !== null) return m.earning_open_count({ count: purchases + 1 });
  const visits = visitsBefore(condition);
  if (visits !== null) return m.earning_open_visit({ count: visits + 1 });
  return m.earning_open({ missing: plainText(toSentence(condition, 'sale', locale, nameOf)) });
};

/** How many purchases, or days with a purchase, come before the one that it asks for. */
const before = (condition: Condition, fact: 'member.purchases' | 'member.visits'): number | null =>
  'fact' in condition &&
  condition.fact === fact &&
  condition.op === 'is' &&
  typeof condition.value === 'number'
    ? condition.value
    : null;

/** The first purchase of the day after so many days with one. */
function visitsBefore(condition: Condition): number | null {
  const [first, second, ...more] = allOf([condition]);
  if (!first || more.length > 0 || (second && !isFirstOfDay(second))) return null;
  return before(first, 'member.visits');
}

const isFirstOfDay = (condition: Condition): boolean =>
  'not' in condition && 'fact' in condition.not && condition.not.fact === 'member.last-purchase';

function limitText({ per, points, left }: Limit): string {
  const said = (count: number): string => leftTexts[per]({ points: m.common_points({ count }) });
  if (per === 'purchase' || left === null) return said(points);
  return left === 0 ? usedTexts[per]() : said(left);
}

function budgetTexts({ budgetUsedUp }: Opportunity): string[] {
  if (budgetUsedUp === null) return [];
  const { renewsOn } = budgetUsedUp;
  // A date has no zone.
  const renews = renewsOn && m.earning_budget_renews({ date: dateTime(renewsOn, 'day', 'UTC') });
  return [m.earning_budget_used_up(), ...(renews === null ? [] : [renews])];
}

const placeTexts = ({ usedUpAt }: Opportunity): string[] =>
  usedUpAt.map(({ name: place, renewsOn }) =>
    renewsOn === null
      ? m.earning_budget_used_up_at({ place })
      : m.earning_budget_used_up_until({ place, date: dateTime(renewsOn, 'day', 'UTC') }),
  );
