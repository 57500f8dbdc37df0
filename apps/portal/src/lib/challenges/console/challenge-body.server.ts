import {
  leastSpent,
  longestCard,
  longestStreak,
  mostChallengePoints,
  mostFills,
  mostSpent,
  mostStamps,
  pictureKey,
  type Challenge,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';
import { isCurrency, minorOf } from '#lib/shell/form/amount.ts';
import { textsIn } from '#lib/shell/languages.ts';
import { money } from '#lib/ui/format.ts';

type Values = Record<string, string>;
type Terms = Challenge['terms'];
type Conditions = Pick<Terms, 'where' | 'when'>;

const whole = (typed: string | undefined, from: number, to: number): number | null => {
  const number = /^\d{1,7}$/u.test(typed ?? '') ? Number(typed) : 0;
  return number >= from && number <= to ? number : null;
};

const ways = ['per-piece', 'per-purchase', 'per-day'] as const;
const spans = ['week', 'month'] as const;

type Shared = Conditions & { readonly restarts?: (typeof spans)[number] };
interface Counting {
  readonly terms: Terms;
  readonly goal: number;
  /** Errors by field. */
  readonly fields: Values;
}

/** What each kind reads from the form. */
const counting: { readonly [K in Terms['kind']]: (values: Values, shared: Shared) => Counting } = {
  'stamp-card': (values, shared) => {
    const goal = whole(values.goal, 2, longestCard);
    const most = whole(values.most, 1, mostStamps);
    return {
      terms: {
        kind: 'stamp-card',
        stamps: ways.find((way) => way === values.stamps) ?? 'per-piece',
        most: most ?? 1,
        ...shared,
      },
      goal: goal ?? 2,
      fields: {
        ...(goal ? {} : { goal: m.challenges_console_number_wrong({ from: 2, to: longestCard }) }),
        ...(most ? {} : { most: m.challenges_console_number_wrong({ from: 1, to: mostStamps }) }),
      },
    };
  },
  spend: (values, shared) => {
    const currency = values.currency ?? '';
    const goal = isCurrency(currency) ? minorOf(values.goal ?? '', currency) : null;
    const fits = goal !== null && goal >= leastSpent && goal <= mostSpent;
    const of = isCurrency(currency) ? currency : 'EUR';
    const limits = { from: money(leastSpent, of), to: money(mostSpent, of) };
    const fields: Values = {};
    if (!fits) fields.goal = m.challenges_console_amount_wrong(limits);
    return { terms: { kind: 'spend', currency, ...shared }, goal: goal ?? leastSpent, fields };
  },
  streak: (values, { restarts: _, ...shared }) => {
    const goal = whole(values.goal, 2, longestStreak);
    const fields: Values = {};
    if (!goal) fields.goal = m.challenges_console_number_wrong({ from: 2, to: longestStreak });
    return {
      terms: { kind: 'streak', every: spans.find((span) => span === values.every) ?? 'week', ...shared },
      goal: goal ?? 2,
      fields,
    };
  },
};
const isKind = (typed: string): typed is Terms['kind'] => typed in counting;

type Reward = Challenge['reward'];
type Gain = Reward['kind'];
interface Gained {
  readonly reward: Reward;
  /** Errors by field. */
  readonly fields: Values;
}

/** What each kind of gain reads from the form. */
const gains: { readonly [K in Gain]: (values: Values) => Gained } = {
  voucher: ({ rewardId = '' }) => {
    const fields: Values = {};
    if (!rewardId) fields.rewardId = m.common_field_required();
    return { reward: { kind: 'voucher', rewardId }, fields };
  },
  points: (values) => {
    const points = whole(values.points, 1, mostChallengePoints);
    const fields: Values = {};
    if (!points) fields.points = m.challenges_console_number_wrong({ from: 1, to: mostChallengePoints });
    return { reward: { kind: 'points', points: points ?? 1 }, fields };
  },
  badge: (values) => {
    const { badgeKey: key = '' } = values;
    const name = textsIn(values, 'badgeName');
    const fields: Values = {};
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(key) || key.length > 40)
      fields.badgeKey = m.challenges_console_badge_key_wrong();
    if (!name) fields.badgeName = m.common_field_required();
    const text = textsIn(values, 'badgeText');
    const picture = pictureKey.catch('star').parse(values.badgePicture);
    return { reward: { kind: 'badge', key, name: name ?? {}, text, picture }, fields };
  },
};
const isGain = (typed: string | undefined): typed is Gain =>
  typed !== undefined && Object.hasOwn(gains, typed);

/** The editor's conditions; the API checks them. */
const conditionsOf = (typed: string | undefined): Conditions => {
  try {
    const read: unknown = JSON.parse(typed ?? '');
    return typeof read === 'object' && read !== null ? read : {};
  } catch {
    return {};
  }
};

/** The challenge in the form, and its errors. */
export function challengeBody(values: Values, zone: string) {
  const fields: Values = {};
  const name = textsIn(values, 'name');
  const { where, when } = conditionsOf(values.conditions);
  const restarts = spans.find((span) => span === values.restarts);
  const kind = isKind(values.kind ?? '') ? (values.kind as Terms['kind']) : 'stamp-card';
  const {
    terms,
    goal,
    fields: wrong,
  } = counting[kind](values, {
    ...(where ? { where } : {}),
    ...(when ? { when } : {}),
    ...(restarts ? { restarts } : {}),
  });
  Object.assign(fields, wrong);
  const mostFilled = whole(values.mostFilled, 1, mostFills);
  if (values.mostFilled && !mostFilled)
    fields.mostFilled = m.challenges_console_number_wrong({ from: 1, to: mostFills });
  const startsAt = instantOf(values.startsAt, zone);
  const endsAt = endInstantOf(values.endsAt, zone);
  if (!name) fields.name = m.common_field_required();
  const { reward, fields: wrongGain } = gains[isGain(values.gain) ? values.gain : 'voucher'](values);
  Object.assign(fields, wrongGain);
  if (startsAt && endsAt && endsAt <= startsAt) fields.endsAt = m.console_rules_until_wrong();
  const body = {
    name: name ?? {},
    description: textsIn(values, 'description'),
    picture: pictureKey.catch('cup').parse(values.picture),
    startsAt,
    endsAt,
    goal,
    repeats: values.repeats === 'on',
    mostFilled,
    terms,
    reward,
  };
  return { body, fields };
}
