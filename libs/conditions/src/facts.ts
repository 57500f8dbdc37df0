import { dealingFacts } from './dealing-facts.ts';
import type { Fact, Scope } from './fact.ts';
import {
  channels,
  kinds,
  memberKinds,
  memberLanguages,
  payments,
  purposes,
  valueClasses,
  weekdays,
} from './fact-choices.ts';
import { habitFacts } from './habit-facts.ts';
import type { Texts } from './values.ts';

export type { Fact, Scope, Source } from './fact.ts';

const detail = { de: 'Name der Angabe', en: 'Name of the detail', cs: 'Název údaje' } as const;
const question = { de: 'Frage', en: 'Question', cs: 'Otázka' } as const;
const key = { de: 'Name des Merkmals', en: 'Name of the attribute', cs: 'Název vlastnosti' } as const;

/** All facts that a condition can use. A fact needs a reader in loyalty and SQL in the feature that owns it. */
export const facts = {
  'line.category': {
    scope: 'line',
    type: 'text',
    nullable: true,
    source: 'category',
    texts: { de: 'Kategorie', en: 'category', cs: 'kategorie' },
  },
  'line.brand': {
    scope: 'line',
    type: 'text',
    nullable: true,
    source: 'brand',
    texts: { de: 'Marke', en: 'brand', cs: 'značka' },
  },
  'line.sku': {
    scope: 'line',
    type: 'text',
    nullable: true,
    source: 'product',
    texts: { de: 'Artikelnummer', en: 'article number', cs: 'číslo položky' },
  },
  'line.product-sets': {
    scope: 'line',
    type: 'set',
    source: 'product-set',
    texts: { de: 'Produktliste', en: 'product list', cs: 'seznam produktů' },
  },
  'line.kind': {
    scope: 'line',
    type: 'choice',
    choices: kinds,
    texts: { de: 'Art', en: 'kind', cs: 'druh' },
  },
  'line.quantity': {
    scope: 'line',
    type: 'number',
    texts: { de: 'Menge', en: 'quantity', cs: 'množství' },
  },
  'line.amount': {
    scope: 'line',
    type: 'money',
    texts: { de: 'Betrag', en: 'amount', cs: 'částka' },
  },
  'line.discounted': {
    scope: 'line',
    type: 'flag',
    texts: { de: 'Preis', en: 'price', cs: 'cena' },
    predicate: { de: 'reduziert', en: 'reduced', cs: 'snížená' },
  },
  'purchase.total': {
    scope: 'purchase',
    type: 'money',
    texts: { de: 'Gesamtbetrag', en: 'total', cs: 'celková částka' },
  },
  'purchase.currency': {
    scope: 'purchase',
    type: 'choice',
    source: 'currency',
    texts: { de: 'Währung', en: 'currency', cs: 'měna' },
  },
  'purchase.location': {
    scope: 'purchase',
    type: 'choice',
    source: 'location',
    texts: { de: 'Standort', en: 'location', cs: 'pobočka' },
  },
  'purchase.channel': {
    scope: 'purchase',
    type: 'choice',
    nullable: true,
    choices: channels,
    texts: { de: 'Verkaufsweg', en: 'channel', cs: 'prodejní kanál' },
  },
  'purchase.payments': {
    scope: 'purchase',
    type: 'set',
    choices: payments,
    texts: { de: 'Zahlung', en: 'payment', cs: 'způsob platby' },
  },
  'purchase.codes': {
    scope: 'purchase',
    type: 'set',
    spelling: 'code',
    texts: { de: 'gezeigter Code', en: 'code shown', cs: 'předložený kód' },
  },
  'moment.date': {
    scope: 'moment',
    type: 'date',
    texts: { de: 'Tag des Einkaufs', en: 'day of the purchase', cs: 'den nákupu' },
  },
  'moment.weekday': {
    scope: 'moment',
    type: 'choice',
    choices: weekdays,
    texts: { de: 'Wochentag', en: 'weekday', cs: 'den v týdnu' },
  },
  // A night belongs to the day on which it began: Thursdays from 22 to 2 o'clock end on Friday.
  'moment.business-weekday': {
    scope: 'moment',
    type: 'choice',
    choices: weekdays,
    texts: {
      de: 'Geschäftstag (bis 5 Uhr früh der Vortag)',
      en: 'business day (until 5 am the day before)',
      cs: 'obchodní den (do 5 hodin ráno předchozí)',
    },
  },
  'moment.time': {
    scope: 'moment',
    type: 'time',
    texts: { de: 'Uhrzeit', en: 'time of day', cs: 'čas' },
  },
  'event.location': {
    scope: 'event',
    type: 'choice',
    nullable: true,
    source: 'location',
    texts: { de: 'Standort', en: 'location', cs: 'pobočka' },
  },
  'event.text': {
    scope: 'event',
    type: 'text',
    nullable: true,
    parameter: detail,
    texts: { de: 'Angabe', en: 'detail', cs: 'údaj' },
  },
  'event.number': {
    scope: 'event',
    type: 'number',
    nullable: true,
    parameter: detail,
    texts: { de: 'Zahlenangabe', en: 'numeric detail', cs: 'číselný údaj' },
  },
  'event.flag': {
    scope: 'event',
    type: 'flag',
    nullable: true,
    parameter: detail,
    texts: { de: 'Ja-Nein-Angabe', en: 'yes-or-no detail', cs: 'údaj ano–ne' },
    predicate: { de: 'zutreffend', en: 'true', cs: 'splněný' },
  },
  'event.date': {
    scope: 'event',
    type: 'date',
    nullable: true,
    parameter: detail,
    texts: { de: 'Datumsangabe', en: 'date detail', cs: 'datum' },
  },
  // A score, a rating or a number.
  'answer.number': {
    scope: 'answer',
    type: 'number',
    nullable: true,
    parameter: question,
    texts: { de: 'Zahl als Antwort', en: 'numeric answer', cs: 'číselná odpověď' },
  },
  // Keys of options; `yes` or `no` for a consent.
  'answer.choices': {
    scope: 'answer',
    type: 'set',
    nullable: true,
    parameter: question,
    texts: { de: 'gewählte Antwort', en: 'chosen answer', cs: 'vybraná odpověď' },
  },
  'member.purchases': {
    scope: 'member',
    type: 'number',
    unit: { de: 'Einkäufe', en: 'purchases', cs: 'nákupy' },
    texts: { de: 'Zahl der Einkäufe', en: 'number of purchases', cs: 'počet nákupů' },
  },
  'member.visits': {
    scope: 'member',
    type: 'number',
    unit: { de: 'Tage', en: 'days', cs: 'dny' },
    texts: { de: 'Zahl der Besuchstage', en: 'number of days with a visit', cs: 'počet dní s návštěvou' },
  },
  'member.spend': {
    scope: 'member',
    type: 'money',
    texts: { de: 'Umsatz', en: 'spend', cs: 'útrata' },
  },
  'member.first-purchase': {
    scope: 'member',
    type: 'date',
    nullable: true,
    texts: { de: 'erster Einkauf', en: 'first purchase', cs: 'první nákup' },
  },
  'member.last-purchase': {
    scope: 'member',
    type: 'date',
    nullable: true,
    texts: { de: 'letzter Einkauf', en: 'last purchase', cs: 'poslední nákup' },
  },
  'member.points': {
    scope: 'member',
    type: 'number',
    unit: { de: 'Punkte', en: 'points', cs: 'body' },
    texts: { de: 'Punktestand', en: 'points balance', cs: 'stav bodů' },
  },
  'member.tier': {
    scope: 'member',
    type: 'step',
    nullable: true,
    source: 'tier',
    texts: { de: 'Stufe', en: 'tier', cs: 'úroveň' },
  },
  'member.home-location': {
    scope: 'member',
    type: 'choice',
    nullable: true,
    source: 'location',
    texts: { de: 'Stammfiliale', en: 'home location', cs: 'domovská pobočka' },
  },
  'member.joined': {
    scope: 'member',
    type: 'date',
    texts: { de: 'Beitritt', en: 'date of joining', cs: 'vstup do klubu' },
  },
  'member.birthday': {
    scope: 'member',
    type: 'date',
    nullable: true,
    texts: { de: 'Geburtstag', en: 'birthday', cs: 'datum narození' },
  },
  'member.age': {
    scope: 'member',
    type: 'number',
    nullable: true,
    unit: { de: 'Jahre', en: 'years', cs: 'roky' },
    texts: { de: 'Alter', en: 'age', cs: 'věk' },
  },
  'member.language': {
    scope: 'member',
    type: 'choice',
    choices: memberLanguages,
    texts: { de: 'Sprache', en: 'language', cs: 'jazyk' },
  },
  'member.kind': {
    scope: 'member',
    type: 'choice',
    choices: memberKinds,
    texts: { de: 'Art des Mitglieds', en: 'kind of member', cs: 'druh člena' },
  },
  'member.email-confirmed': {
    scope: 'member',
    type: 'flag',
    texts: { de: 'E-Mail-Adresse', en: 'e-mail address', cs: 'e-mailová adresa' },
    predicate: { de: 'bestätigt', en: 'confirmed', cs: 'potvrzená' },
  },
  'member.consents': {
    scope: 'member',
    type: 'set',
    choices: purposes,
    texts: { de: 'Einwilligung', en: 'consent', cs: 'udělený souhlas' },
  },
  'member.tags': {
    scope: 'member',
    type: 'set',
    source: 'tag',
    texts: { de: 'Schlagwort', en: 'tag', cs: 'štítek' },
  },
  'member.badges': {
    scope: 'member',
    type: 'set',
    source: 'badge',
    texts: { de: 'Abzeichen', en: 'badge', cs: 'odznak' },
  },
  'member.segments': {
    scope: 'member',
    type: 'set',
    source: 'segment',
    texts: { de: 'Segment', en: 'segment', cs: 'segment' },
  },
  // What the member said, and what was observed with consent, as long as it counts.
  'member.interests': {
    scope: 'member',
    type: 'set',
    source: 'interest',
    texts: { de: 'Interesse', en: 'interest', cs: 'zájem' },
  },
  // Of the last run of scores; unknown without the consent to profiling.
  'member.group': {
    scope: 'member',
    type: 'choice',
    nullable: true,
    source: 'score-group',
    texts: { de: 'Gruppe', en: 'group', cs: 'skupina' },
  },
  'member.class': {
    scope: 'member',
    type: 'choice',
    nullable: true,
    choices: valueClasses,
    texts: { de: 'Wertklasse', en: 'value class', cs: 'třída podle hodnoty' },
  },
  'member.tenth': {
    scope: 'member',
    type: 'number',
    nullable: true,
    texts: {
      de: 'Zehntel nach Wert (1 ist das beste)',
      en: 'tenth by value (1 is the best)',
      cs: 'desetina podle hodnoty (1 je nejlepší)',
    },
  },
  'member.score': {
    scope: 'member',
    type: 'number',
    nullable: true,
    parameter: { de: 'Name der Bewertung', en: 'name of the score', cs: 'název skóre' },
    keySource: 'own-score',
    texts: { de: 'Bewertung', en: 'score', cs: 'skóre' },
  },
  'member.attribute': {
    scope: 'member',
    type: 'text',
    nullable: true,
    parameter: key,
    texts: { de: 'Merkmal', en: 'attribute', cs: 'vlastnost' },
  },
  'member.number-attribute': {
    scope: 'member',
    type: 'number',
    nullable: true,
    parameter: key,
    texts: { de: 'Zahlenmerkmal', en: 'numeric attribute', cs: 'číselná vlastnost' },
  },
  ...habitFacts,
  ...dealingFacts,
} as const satisfies Record<string, Fact>;

type Facts = typeof facts;
export type FactName = keyof Facts;
/** Facts that are only stored: a second late, so no sale reads them. */
export type StoredFactName = keyof typeof habitFacts | keyof typeof dealingFacts;
export type FactsOf<S extends Scope> = {
  [F in FactName]: Facts[F]['scope'] extends S ? F : never;
}[FactName];
export type TypeOf<F extends FactName> = Facts[F]['type'];
/** null if the fact may be unknown. */
export type Unknown<F extends FactName> = Facts[F] extends { nullable: true } ? null : never;

export const factNames = Object.keys(facts).filter(isFactName);

/** The description of a fact; null if this version does not know it. */
export function factOf(name: unknown): Fact | null {
  return typeof name === 'string' && isFactName(name) ? facts[name] : null;
}

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(facts, name);
}

export function isStoredFactName(name: string): name is StoredFactName {
  return Object.hasOwn(habitFacts, name) || Object.hasOwn(dealingFacts, name);
}

export const scopeTexts: Readonly<Record<Scope, Texts>> = {
  line: { de: 'Ware', en: 'Goods', cs: 'Zboží' },
  purchase: { de: 'Einkauf', en: 'Purchase', cs: 'Nákup' },
  moment: { de: 'Zeitpunkt', en: 'Time', cs: 'Čas' },
  event: { de: 'Ereignis', en: 'Event', cs: 'Událost' },
  answer: { de: 'Antwort', en: 'Answer', cs: 'Odpověď' },
  member: { de: 'Mitglied', en: 'Member', cs: 'Člen' },
};
