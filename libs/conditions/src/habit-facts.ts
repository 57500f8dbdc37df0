import { channels, weekdays } from './fact-choices.ts';
import type { Fact } from './fact.ts';

const category = { de: 'Kategorie', en: 'Category', cs: 'Kategorie' } as const;
const channel = { de: 'Verkaufsweg', en: 'Channel', cs: 'Prodejní kanál' } as const;
const weekday = { de: 'Wochentag', en: 'Weekday', cs: 'Den v týdnu' } as const;

/** What members buy, where and when, from all that they kept. Stored, and a second late at most. */
export const habitFacts = {
  'member.category-spend': {
    scope: 'member',
    topic: 'habits',
    type: 'money',
    parameter: category,
    keySource: 'category',
    texts: { de: 'Umsatz in der Kategorie', en: 'spend in the category', cs: 'útrata v kategorii' },
  },
  'member.category-share': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    nullable: true,
    unit: { de: 'Prozent', en: 'percent', cs: 'procent' },
    parameter: category,
    keySource: 'category',
    texts: {
      de: 'Umsatzanteil (in %) der Kategorie',
      en: 'share of spend (in %) in the category',
      cs: 'podíl útraty (v %) za kategorii',
    },
  },
  'member.category-purchases': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    unit: { de: 'Einkäufe', en: 'purchases', cs: 'nákupy' },
    parameter: category,
    keySource: 'category',
    texts: {
      de: 'Zahl der Einkäufe in der Kategorie',
      en: 'number of purchases in the category',
      cs: 'počet nákupů v kategorii',
    },
  },
  'member.category-last-purchase': {
    scope: 'member',
    topic: 'habits',
    type: 'date',
    nullable: true,
    parameter: category,
    keySource: 'category',
    texts: {
      de: 'letzter Einkauf in der Kategorie',
      en: 'last purchase in the category',
      cs: 'poslední nákup v kategorii',
    },
  },
  'member.favourite-category': {
    scope: 'member',
    topic: 'habits',
    type: 'text',
    nullable: true,
    source: 'category',
    texts: {
      de: 'am häufigsten gekaufte Kategorie',
      en: 'category bought most often',
      cs: 'nejčastěji kupovaná kategorie',
    },
  },
  'member.categories': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    unit: { de: 'Kategorien', en: 'categories', cs: 'kategorie' },
    texts: {
      de: 'Zahl der gekauften Kategorien',
      en: 'number of categories bought',
      cs: 'počet nakoupených kategorií',
    },
  },
  'member.locations': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    unit: { de: 'Standorte', en: 'locations', cs: 'pobočky' },
    texts: {
      de: 'Zahl der besuchten Standorte',
      en: 'number of locations visited',
      cs: 'počet navštívených poboček',
    },
  },
  'member.channel-purchases': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    unit: { de: 'Einkäufe', en: 'purchases', cs: 'nákupy' },
    parameter: channel,
    keys: channels,
    texts: {
      de: 'Zahl der Einkäufe auf dem Verkaufsweg',
      en: 'number of purchases through the channel',
      cs: 'počet nákupů přes kanál',
    },
  },
  'member.channel-share': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    nullable: true,
    unit: { de: 'Prozent', en: 'percent', cs: 'procent' },
    parameter: channel,
    keys: channels,
    texts: {
      de: 'Anteil der Einkäufe (in %) auf dem Verkaufsweg',
      en: 'share of purchases (in %) through the channel',
      cs: 'podíl nákupů (v %) přes kanál',
    },
  },
  'member.favourite-channel': {
    scope: 'member',
    topic: 'habits',
    type: 'choice',
    nullable: true,
    choices: channels,
    texts: { de: 'häufigster Verkaufsweg', en: 'usual channel', cs: 'nejčastější prodejní kanál' },
  },
  'member.weekday-visits': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    unit: { de: 'Tage', en: 'days', cs: 'dny' },
    parameter: weekday,
    keys: weekdays,
    texts: {
      de: 'Zahl der Besuchstage am Wochentag',
      en: 'number of days with a visit on the weekday',
      cs: 'počet dní s návštěvou v den',
    },
  },
  'member.weekday-share': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    nullable: true,
    unit: { de: 'Prozent', en: 'percent', cs: 'procent' },
    parameter: weekday,
    keys: weekdays,
    texts: {
      de: 'Anteil der Besuchstage (in %) am Wochentag',
      en: 'share of days with a visit (in %) on the weekday',
      cs: 'podíl dní s návštěvou (v %) v den',
    },
  },
  'member.favourite-weekday': {
    scope: 'member',
    topic: 'habits',
    type: 'choice',
    nullable: true,
    choices: weekdays,
    texts: { de: 'häufigster Besuchstag', en: 'usual weekday of visits', cs: 'nejčastější den návštěvy' },
  },
  'member.usual-gap': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    nullable: true,
    unit: { de: 'Tage', en: 'days', cs: 'dny' },
    texts: {
      de: 'üblicher Abstand zwischen Besuchen (in Tagen)',
      en: 'usual gap between visits (in days)',
      cs: 'obvyklá doba mezi návštěvami (ve dnech)',
    },
  },
  // 2 is twice as long as usual.
  'member.gaps-since-last-visit': {
    scope: 'member',
    topic: 'habits',
    type: 'number',
    nullable: true,
    unit: { de: 'übliche Abstände', en: 'usual gaps', cs: 'obvyklé doby' },
    texts: {
      de: 'Zeit seit dem letzten Besuch, als Vielfaches des üblichen Abstands',
      en: 'time since the last visit, as a multiple of the usual gap',
      cs: 'doba od poslední návštěvy jako násobek obvyklé doby',
    },
  },
} as const satisfies Readonly<Record<string, Fact>>;
