import type { Source } from './facts.ts';
import type { Texts } from './values.ts';

/** Something that happens to a member at a moment. */
interface Happens {
  /** What happened, as people name it: 'coupon redeemed'. */
  readonly texts: Texts;
  /** How often it happened, as the subject of a sentence. */
  readonly times: Texts;
  /** What it can be narrowed to, such as one of the coupons. */
  readonly source?: Source;
}

/** All that a condition on a member can ask about, by the names of the events that tell it. */
export const happenings = {
  'purchase.recorded': {
    texts: { de: 'Einkauf', en: 'purchase', cs: 'nákup' },
    times: { de: 'Zahl der Einkäufe', en: 'number of purchases', cs: 'počet nákupů' },
  },
  'purchase.returned': {
    texts: { de: 'Rückgabe', en: 'goods returned', cs: 'vrácení zboží' },
    times: { de: 'Zahl der Rückgaben', en: 'number of returns', cs: 'počet vrácení zboží' },
  },
  'voucher.issued': {
    source: 'reward',
    texts: { de: 'Prämie erhalten', en: 'reward received', cs: 'odměna získána' },
    times: {
      de: 'Zahl der erhaltenen Prämien',
      en: 'number of rewards received',
      cs: 'počet získaných odměn',
    },
  },
  'coupon.redeemed': {
    source: 'coupon',
    texts: { de: 'Coupon eingelöst', en: 'coupon redeemed', cs: 'kupon uplatněn' },
    times: {
      de: 'Zahl der eingelösten Coupons',
      en: 'number of coupons redeemed',
      cs: 'počet uplatněných kuponů',
    },
  },
  'offer.activated': {
    source: 'offer',
    texts: { de: 'Angebot aktiviert', en: 'offer activated', cs: 'nabídka aktivována' },
    times: {
      de: 'Zahl der aktivierten Angebote',
      en: 'number of offers activated',
      cs: 'počet aktivovaných nabídek',
    },
  },
  'offer.redeemed': {
    source: 'offer',
    texts: { de: 'Angebot genutzt', en: 'offer used', cs: 'nabídka využita' },
    times: { de: 'Zahl der genutzten Angebote', en: 'number of offers used', cs: 'počet využitých nabídek' },
  },
  'points.expired': {
    texts: { de: 'Punkte verfallen', en: 'points expired', cs: 'body propadly' },
    times: {
      de: 'Zahl der Verfälle von Punkten',
      en: 'number of times that points expired',
      cs: 'počet propadnutí bodů',
    },
  },
  'tier.raised': {
    texts: { de: 'Stufe erhöht', en: 'tier raised', cs: 'úroveň zvýšena' },
    times: { de: 'Zahl der Aufstiege', en: 'number of tiers raised', cs: 'počet zvýšení úrovně' },
  },
  'tier.lowered': {
    texts: { de: 'Stufe gesenkt', en: 'tier lowered', cs: 'úroveň snížena' },
    times: { de: 'Zahl der Abstiege', en: 'number of tiers lowered', cs: 'počet snížení úrovně' },
  },
  'survey.answered': {
    source: 'survey',
    texts: { de: 'Umfrage beantwortet', en: 'survey answered', cs: 'průzkum vyplněn' },
    times: {
      de: 'Zahl der beantworteten Umfragen',
      en: 'number of surveys answered',
      cs: 'počet vyplněných průzkumů',
    },
  },
  'gathering.attended': {
    source: 'community',
    texts: { de: 'Treffen besucht', en: 'gathering attended', cs: 'setkání navštíveno' },
    times: {
      de: 'Zahl der besuchten Treffen',
      en: 'number of gatherings attended',
      cs: 'počet navštívených setkání',
    },
  },
  'segment.entered': {
    source: 'segment',
    texts: { de: 'in Segment gekommen', en: 'segment entered', cs: 'vstup do segmentu' },
    times: {
      de: 'Zahl der Eintritte in Segmente',
      en: 'number of segments entered',
      cs: 'počet vstupů do segmentů',
    },
  },
  'segment.left': {
    source: 'segment',
    texts: { de: 'aus Segment gefallen', en: 'segment left', cs: 'odchod ze segmentu' },
    times: {
      de: 'Zahl der Austritte aus Segmenten',
      en: 'number of segments left',
      cs: 'počet odchodů ze segmentů',
    },
  },
  'custom-event.recorded': {
    source: 'event-type',
    texts: { de: 'eigenes Ereignis', en: 'custom event', cs: 'vlastní událost' },
    times: {
      de: 'Zahl der eigenen Ereignisse',
      en: 'number of custom events',
      cs: 'počet vlastních událostí',
    },
  },
} as const satisfies Record<string, Happens>;

export type HappeningName = keyof typeof happenings;

export const happeningNames = Object.keys(happenings).filter(isHappeningName);

/** What may happen; null if this version does not know it. */
export function happeningOf(name: unknown): Happens | null {
  return typeof name === 'string' && isHappeningName(name) ? happenings[name] : null;
}

function isHappeningName(name: string): name is HappeningName {
  return Object.hasOwn(happenings, name);
}

/** Something that happened to a member. */
export interface Happened {
  readonly name: HappeningName;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The date in the club's zone, YYYY-MM-DD. */
  readonly date: string;
  /** Which reward, coupon and so on: an id, or the code of a custom event; null if it has none. */
  readonly of: string | null;
}
