import { numberIn, pointsIn, type Language } from '../../words.ts';
import type { Label, OccasionKind } from './kind.ts';

/** Points for an event that another system or another feature reports. */
export interface CustomEventPoints {
  readonly kind: 'custom-event';
  /** Code of the type of event. */
  readonly type: string;
  readonly points: number;
  /** The number field of the payload that multiplies the points; null for fixed points. */
  readonly perField: string | null;
}

export interface CustomEventReason {
  readonly kind: 'custom-event';
  readonly points: number;
  /** What multiplied the points; null for fixed points. */
  readonly field: string | null;
  readonly count: number | null;
  /** How the club called the field at that time. Old events have none. */
  readonly label?: Label;
}

/** Decimal places of numbers in a payload. */
const thousand = 1000;

export const customEvent: OccasionKind<CustomEventPoints, CustomEventReason> = {
  kind: 'custom-event',
  context: 'event',

  check: () => [],

  concerns: (effect, occasion) => occasion.kind === effect.kind && occasion.type === effect.type,

  asks: () => null,

  grant: ({ points, perField }, { payload, labels = {} }) => {
    if (perField === null)
      return { points, reason: { kind: 'custom-event', points, field: null, count: null } };
    const count = payload[perField];
    if (typeof count !== 'number') return null;
    return {
      points: timesDown(points, count),
      reason: {
        kind: 'custom-event',
        points,
        field: perField,
        count,
        ...(Object.hasOwn(labels, perField) ? { label: labels[perField] } : {}),
      },
    };
  },

  fixed: ({ points, perField }) => (perField === null ? points : null),

  explain: {
    'custom-event': {
      en: (reason) => said(reason, 'en', 'for the event'),
      de: (reason) => said(reason, 'de', 'für das Ereignis'),
      cs: (reason) => said(reason, 'cs', 'za událost'),
    },
  },
};

/** Rounded down, exact also past 2^53 thousandths. Nothing for a negative count. */
const timesDown = (points: number, count: number): number => {
  const thousandths = BigInt(Math.max(0, Math.round(count * thousand)));
  return Number((BigInt(points) * thousandths) / BigInt(thousand));
};

/** `5 points × 12 (kilometres)` */
const said = (
  { points, field, count, label = {} }: CustomEventReason,
  language: Language,
  fixed: string,
): string =>
  field === null || count === null
    ? `${pointsIn(language, points)} ${fixed}`
    : `${pointsIn(language, points)} × ${numberIn(language, count)} (${label[language] ?? Object.values(label)[0] ?? field})`;
