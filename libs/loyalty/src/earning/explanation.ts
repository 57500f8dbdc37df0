import { pointsIn, type Language } from '../words.ts';
import type { OwnExpiry } from '../points/policy.ts';
import type { Grant, GrantLimit } from './grant.ts';
import type { RuleKindName } from './kinds/index.ts';
import { reasonSentence, reasonTitle, type Reason } from './reasons.ts';
import type { Outdone, StackingMode } from './group.ts';

/** A stored line of an explanation: references and figures without words. JSON-safe. */
export interface Explained {
  /** Null if no rule gave the points. */
  readonly rule: { readonly id: string; readonly version: number; readonly kind?: RuleKindName } | null;
  readonly points: number;
  readonly reason: Reason;
  /** The points before the cap reduced them. */
  readonly capped?: { readonly from: number; readonly by: GrantLimit };
  /** Set if another rule of its group counted instead. */
  readonly outdone?: Outdone;
  /** How long the points live, if not as the club's. */
  readonly expiresAfter?: OwnExpiry;
}

/** Names for the references, in the reader's language; null if the name is no longer known. */
export interface Names {
  readonly rule: (id: string, version: number) => string | null;
  readonly tier: (id: string | null) => string | null;
}

export interface Words {
  /** The name of the rule, or of what else gave the points. */
  readonly title: string;
  readonly reason: string;
}

export const explained = (grants: readonly Grant[]): Explained[] =>
  grants.map(({ ruleId, version, kind, points, reason, cappedFrom, cappedBy, outdone, expiresAfter }) => ({
    rule: ruleId === null || version === null || kind === null ? null : { id: ruleId, version, kind },
    points,
    reason,
    ...(cappedFrom === null || cappedBy === null ? {} : { capped: { from: cappedFrom, by: cappedBy } }),
    ...(outdone ? { outdone } : {}),
    ...(expiresAfter && points > 0 ? { expiresAfter } : {}),
  }));

/** Puts a line into words. */
export const wordsOf = (
  { rule, points, reason, capped, outdone, expiresAfter }: Explained,
  language: Language,
  names: Names,
): Words => {
  const tier = 'tierId' in reason ? names.tier(reason.tierId) : null;
  const sentence = (tier === null ? '' : `${tier}: `) + reasonSentence(reason, language);
  return {
    title:
      (rule && names.rule(rule.id, rule.version)) ??
      nameIn(reason, language) ??
      reasonTitle(reason.kind, language) ??
      sentence,
    reason:
      sentence +
      (capped ? capsIn[language](capped, points) : '') +
      (outdone ? outdoneText(outdone, language, names) : '') +
      (expiresAfter ? `; ${lifeIn[language](expiresAfter)}` : ''),
  };
};

/** Of the coupon or the offer that gave it. */
const nameIn = (reason: Reason, language: Language): string | null =>
  'source' in reason ? (reason.source.name[language] ?? Object.values(reason.source.name)[0] ?? null) : null;

/** `valid for 30 days` */
const lifeIn: { readonly [L in Language]: (life: OwnExpiry) => string } = {
  en: ({ unit, count }) => {
    const word = unit === 'days' ? 'day' : 'month';
    return `valid for ${count} ${count === 1 ? word : `${word}s`}`;
  },
  de: ({ unit, count }) => {
    if (unit === 'days') return `${count} ${count === 1 ? 'Tag' : 'Tage'} gültig`;
    return `${count} ${count === 1 ? 'Monat' : 'Monate'} gültig`;
  },
  cs: ({ unit, count }) => {
    const [one, few, many] = unit === 'days' ? ['den', 'dny', 'dní'] : ['měsíc', 'měsíce', 'měsíců'];
    return `platí ${count} ${count === 1 ? one : count < 5 ? few : many}`;
  },
};

type Capped = NonNullable<Explained['capped']>;

const limits: { readonly [L in Language]: { readonly [P in GrantLimit]: string } } = {
  en: {
    purchase: 'per purchase',
    day: 'per day',
    week: 'per week',
    month: 'per month',
    member: 'per member',
    rule: 'of the rule',
    'price-bound': 'for goods with a price set by law',
    location: 'of this location for all members together',
    club: 'of the club for all members together',
  },
  de: {
    purchase: 'je Einkauf',
    day: 'je Tag',
    week: 'je Woche',
    month: 'je Monat',
    member: 'je Mitglied',
    rule: 'der Regel',
    'price-bound': 'für preisgebundene Waren',
    location: 'dieses Standorts für alle Mitglieder zusammen',
    club: 'des Clubs für alle Mitglieder zusammen',
  },
  cs: {
    purchase: 'na nákup',
    day: 'na den',
    week: 'na týden',
    month: 'na měsíc',
    member: 'na člena',
    rule: 'celého pravidla',
    'price-bound': 'pro zboží s cenou danou zákonem',
    location: 'této pobočky pro všechny členy dohromady',
    club: 'klubu pro všechny členy dohromady',
  },
};

const capsIn: { readonly [L in Language]: (capped: Capped, points: number) => string } = {
  en: ({ from, by }, points) => `; ${points} instead of ${from} because of the limit ${limits.en[by]}`,
  de: ({ from, by }, points) => `; ${points} statt ${from} wegen der Grenze ${limits.de[by]}`,
  cs: ({ from, by }, points) => `; ${points} místo ${from} kvůli omezení ${limits.cs[by]}`,
};

interface Instead {
  /** What the rule would have given, with its unit. */
  readonly points: string;
  /** The name of the rule that counted; null if it is no longer known. */
  readonly name: string | null;
}

const outdoneText = ({ mode, by, points }: Outdone, language: Language, names: Names): string =>
  `; ${insteadIn[language][mode]({ points: pointsIn(language, points), name: names.rule(by.id, by.version) })}`;

const insteadIn: {
  readonly [L in Language]: { readonly [M in StackingMode]: (instead: Instead) => string };
} = {
  en: {
    'best-of': ({ points, name }) =>
      `would give ${points}, but only the best rule of the group counts${name ? `: ${name}` : ''}`,
    exclusive: ({ points, name }) =>
      `would give ${points}, but ${name ?? 'another rule of the group'} comes first`,
  },
  de: {
    'best-of': ({ points, name }) =>
      `brächte ${points}, aber nur die beste Regel der Gruppe zählt${name ? `: ${name}` : ''}`,
    exclusive: ({ points, name }) =>
      `brächte ${points}, aber ${name ? `„${name}“` : 'eine andere Regel der Gruppe'} hat Vorrang`,
  },
  cs: {
    'best-of': ({ points, name }) =>
      `přineslo by ${points}, ale ze skupiny se počítá jen nejlepší pravidlo${name ? `: ${name}` : ''}`,
    exclusive: ({ points, name }) =>
      `přineslo by ${points}, ale přednost má ${name ? `„${name}“` : 'jiné pravidlo skupiny'}`,
  },
};
