import { operationOf, updateClub, type Club, type PointsPolicy, type SentBodyOf } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { anyText, field, readBy, someOf, someText } from '#lib/server/fields.ts';
import { languages } from '#lib/shell/languages.ts';
import { pointValueOf } from './point-value.ts';

type Values = Record<string, string>;
type Body = SentBodyOf<typeof updateClub>;

const whole = (typed: string | undefined, least: number, most: number): number | null => {
  const number = /^\d{1,6}$/u.test(typed ?? '') ? Number(typed) : -1;
  return number >= least && number <= most ? number : null;
};
const oneOf = <Value extends string, Otherwise extends Value | undefined>(
  typed: string | undefined,
  values: readonly Value[],
  otherwise: Otherwise,
): Value | Otherwise => values.find((value) => value === typed) ?? otherwise;

const { country } = operationOf(updateClub).body.shape;

/** Name, look, languages and time zone. */
export const lookFields = {
  name: someText,
  accent: readBy(
    (typed) => (/^#[0-9a-f]{6}$/iu.test(typed) ? typed : null),
    m.console_settings_accent_wrong,
    'read',
  ),
  languages: someOf(languages, m.console_settings_languages_wrong),
  timeZone: anyText,
  reportingCurrency: readBy((typed) => typed.toUpperCase(), m.common_field_wrong, 'read'),
};

/** The same, with the country of telephone numbers. */
export const clubFields = {
  ...lookFields,
  country: field(country, m.common_field_wrong, (typed) => typed.toUpperCase()),
};

function expiryOf(values: Values, fields: Values): PointsPolicy['expiry'] {
  switch (values.expiry) {
    case 'rolling-months':
    case 'inactivity': {
      const months = whole(values.months, 1, 120);
      if (months === null) fields.months = m.console_settings_months_wrong();
      return { kind: values.expiry, months: months ?? 12 };
    }
    case 'rolling-days': {
      const days = whole(values.days, 1, 3650);
      if (days === null) fields.days = m.console_settings_days_wrong();
      return { kind: 'rolling-days', days: days ?? 1096 };
    }
    case 'fixed-date': {
      const month = whole(values.month, 1, 12) ?? 12;
      const day = whole(values.day, 1, 31);
      if (day === null) fields.day = m.common_field_wrong();
      return { kind: 'fixed-date', month, day: day ?? 31 };
    }
    default:
      return { kind: 'none' };
  }
}

const lengths: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'rolling-months': [1, 120],
  'rolling-days': [7, 3650],
};

function qualifyingLength(values: Values, fields: Values): number | null {
  const range = lengths[values.qualifyingPeriod ?? ''];
  if (!range) return null;
  const length = whole(values.qualifyingLength, ...range);
  if (length === null) fields.qualifyingLength = m.tiers_settings_length_wrong();
  return length;
}

/** Empty for no limit. */
function percentOf(typed: string, fields: Values): number | null {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (/^\d{1,3}(?:\.\d{1,2})?$/u.test(text) && Number(text) <= 100) return Number(text);
  fields.priceBoundPercent = m.console_settings_bound_wrong();
  return null;
}

/** The points settings. `pointValue` is entered as the worth of 100 points. */
export function policyBody(values: Values, club: Club): { body: Body; fields: Values } {
  const fields: Values = {};
  const { points } = club;
  const pendingDays = whole(values.pendingDays, 0, 365);
  const reinstatementDays = whole(values.reinstatementDays, 0, 365);
  // The set-up does not ask for it.
  const tierNoticeDays =
    values.tierNoticeDays === undefined
      ? (club.points.tierNoticeDays ?? 0)
      : whole(values.tierNoticeDays, 0, 90);
  const pointValue = pointValueOf(values.pointValue ?? '', club.reportingCurrency);
  // The set-up does not ask for it.
  const priceBoundPercent =
    values.priceBoundPercent === undefined
      ? points.priceBoundPercent
      : percentOf(values.priceBoundPercent, fields);
  if (pendingDays === null) fields.pendingDays = m.console_settings_waiting_days_wrong();
  if (reinstatementDays === null) fields.reinstatementDays = m.console_settings_waiting_days_wrong();
  if (tierNoticeDays === null) fields.tierNoticeDays = m.tiers_settings_notice_wrong();
  if (pointValue === null) fields.pointValue = m.console_settings_value_wrong();
  const body = {
    points: {
      base: oneOf(values.base, ['gross', 'net'] as const, points.base),
      discounts: oneOf(values.discounts, ['before', 'after'] as const, points.discounts),
      pendingDays: pendingDays ?? 0,
      expiry: expiryOf(values, fields),
      returns: oneOf(values.returns, ['debt', 'within-balance'] as const, points.returns),
      reinstatementDays: reinstatementDays ?? 0,
      pointValue: pointValue ?? 0,
      priceBoundPercent,
      statusBase: oneOf(
        values.statusBase,
        ['points', 'spend', 'visits', 'balance'] as const,
        points.statusBase,
      ),
      qualifyingPeriod: oneOf(
        values.qualifyingPeriod,
        ['calendar-year', 'membership-year', 'rolling-12-months', 'rolling-months', 'rolling-days'] as const,
        points.qualifyingPeriod,
      ),
      qualifyingLength: qualifyingLength(values, fields),
      tierDowngrade: oneOf(values.tierDowngrade, ['to-earned', 'one-step'] as const, points.tierDowngrade),
      tierReturns: oneOf(values.tierReturns, ['keep', 'lower'] as const, points.tierReturns),
      tierNoticeDays: tierNoticeDays ?? 0,
    },
  };
  return { body, fields };
}
