import { plainText, toSentence, type Condition } from '@regulars/conditions';
import type { RuleEffect, Texts } from '@regulars/contracts';
import { capital } from '#lib/facts/shared/conditions/options.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { languageNames, languages } from '#lib/shell/languages.ts';
import { capNames, capPeriods } from './cap-names.ts';
import {
  changeOf,
  compareConditions,
  type ComparedCondition,
  type PartChange,
} from './compare-conditions.ts';
import { nameOfKind } from './kinds/index.ts';
import { budgetText, lifeText, plainSentence, stackingSentence, type RuleSummary } from './sentence.ts';

/** A part of a field in words; null if a version does not have it. */
export interface ComparedPart {
  readonly change: PartChange;
  readonly before: string | null;
  readonly after: string | null;
  /** In groups of conditions. */
  readonly depth: number;
}

export interface ComparedField {
  readonly label: string;
  readonly changed: boolean;
  readonly parts: readonly ComparedPart[];
}

/** A version of a rule, with its names in all languages. */
export type ToldVersion = RuleSummary & { readonly name: Texts };

/** What two versions of a rule say, field by field, in the order of the form. */
export function compareVersions(before: ToldVersion, after: ToldVersion): ComparedField[] {
  const text = (of: (told: ToldVersion) => string): ComparedPart[] => [part(of(before), of(after))];
  const locale = getLocale();
  return [
    field(m.console_rules_name(), namesOf(before, after)),
    field(
      m.console_rules_kind(),
      text(({ effect }) => nameOfKind(effect.kind)),
    ),
    field(m.console_rules_when(), conditionsOf(before, after)),
    field(
      m.console_rules_effect(),
      text(({ effect, eventName, eventField, currency }) =>
        plainSentence({ ...bare, effect: withoutGoods(effect), eventName, eventField, currency }),
      ),
    ),
    ...goodsOf(before, after),
    field(m.console_rules_caps(), capsOf(before, after)),
    field(
      m.console_budget_title(),
      text(({ budget }) => budgetText(budget, { locale }) || m.console_budget_none()),
    ),
    field(
      m.console_life_title(),
      text(({ expiresAfter }) => lifeText(expiresAfter, { locale }) || m.console_life_club()),
    ),
    field(
      m.console_rules_from(),
      text(({ from }) => from ?? m.console_versions_open()),
    ),
    field(
      m.console_rules_until(),
      text(({ until }) => until ?? m.console_versions_open()),
    ),
    field(m.console_rules_places(), placesOf(before, after)),
    field(
      m.console_rules_counts(),
      text(({ countsTowardsStatus }) => (countsTowardsStatus ? m.console_yes() : m.console_no())),
    ),
    field(
      m.console_stacking_title(),
      text(({ stacking }) => stackingSentence(stacking)),
    ),
  ];
}

const bare = { from: null, until: null, places: [], caps: [], countsTowardsStatus: true };

const part = (before: string | null, after: string | null, depth = 0): ComparedPart => ({
  change: changeOf(before, after),
  before,
  after,
  depth,
});

const field = (label: string, parts: readonly ComparedPart[]): ComparedField => ({
  label,
  changed: parts.some(({ change }) => change !== 'same'),
  parts,
});

/** A version without any of a list has a text for that. */
function orNone(parts: readonly ComparedPart[], none: string): readonly ComparedPart[] {
  const [first, ...rest] = parts;
  if (!first) return [part(none, none)];
  if (parts.every(({ before }) => before === null)) return [part(none, first.after, first.depth), ...rest];
  return parts.every(({ after }) => after === null)
    ? [part(first.before, none, first.depth), ...rest]
    : parts;
}

const namesOf = (before: ToldVersion, after: ToldVersion): ComparedPart[] => {
  const named = ({ name }: ToldVersion, language: (typeof languages)[number]): string | null =>
    name[language] ? `${languageNames[language]}: ${name[language]}` : null;
  return languages
    .map((language) => part(named(before, language), named(after, language)))
    .filter(({ before: one, after: other }) => one !== null || other !== null);
};

const capsOf = (before: ToldVersion, after: ToldVersion): readonly ComparedPart[] => {
  const told = ({ caps }: ToldVersion, wanted: (typeof capPeriods)[number]): string | null => {
    const cap = caps.find(({ per }) => per === wanted);
    return cap ? `${m.common_points({ count: cap.points })} ${capNames[wanted]()}` : null;
  };
  const parts = capPeriods
    .map((per) => part(told(before, per), told(after, per)))
    .filter(({ before: one, after: other }) => one !== null || other !== null);
  return orNone(parts, m.console_rules_no_caps());
};

const placesOf = ({ places: before }: ToldVersion, { places: after }: ToldVersion): readonly ComparedPart[] =>
  orNone(
    [...new Set([...after, ...before])].map((place) =>
      part(before.includes(place) ? place : null, after.includes(place) ? place : null),
    ),
    m.console_rules_everywhere(),
  );

const joinTexts = { all: m.console_conditions_all, any: m.console_conditions_any };

/** Names come from their own version. */
function inWords(
  compared: readonly ComparedCondition[],
  before: ToldVersion,
  after: ToldVersion,
): ComparedPart[] {
  const said = (condition: Condition | null, { nameOf }: ToldVersion): string | null =>
    condition && capital(plainText(toSentence(condition, 'purchase', getLocale(), nameOf)));
  return compared.map((one) => ({
    depth: one.depth,
    change: one.change,
    ...('join' in one
      ? { before: joinTexts[one.join.before](), after: joinTexts[one.join.after]() }
      : { before: said(one.before, before), after: said(one.after, after) }),
  }));
}

const conditionsOf = (before: ToldVersion, after: ToldVersion): readonly ComparedPart[] =>
  orNone(
    inWords(compareConditions(before.when ?? null, after.when ?? null), before, after),
    m.console_rules_always(),
  );

interface Goods {
  readonly where?: Condition | undefined;
  readonly except?: Condition | undefined;
}

const goodsIn = (effect: Goods | object): Goods => effect;

/** Which goods a version is about is a field of its own. */
const withoutGoods = (effect: RuleEffect): RuleEffect => {
  const { where: _, except: __, ...rest } = { ...effect } as RuleEffect & Goods;
  return rest as RuleEffect;
};

const goodsTitle = ({ where, except }: Goods): string => {
  if (where) return m.console_goods_where();
  return except ? m.console_goods_except() : m.console_goods_all();
};

function goodsOf(before: ToldVersion, after: ToldVersion): ComparedField[] {
  const [one, other] = [goodsIn(before.effect), goodsIn(after.effect)];
  const named = [one, other].some(({ where, except }) => where ?? except);
  if (!named) return [];
  const conditions = compareConditions(one.where ?? one.except ?? null, other.where ?? other.except ?? null);
  return [
    field(m.console_goods_title(), [
      part(goodsTitle(one), goodsTitle(other)),
      ...inWords(conditions, before, after).map((each) => ({ ...each, depth: each.depth + 1 })),
    ]),
  ];
}
