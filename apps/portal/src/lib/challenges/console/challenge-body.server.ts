import {
  longestCard,
  mostChallengePoints,
  mostStamps,
  pictureKey,
  type Challenge,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { endInstantOf, instantOf } from '#lib/server/local-time.server.ts';
import { textsIn } from '#lib/shell/languages.ts';

type Values = Record<string, string>;
type Conditions = Pick<Challenge['terms'], 'where' | 'when'>;

const whole = (typed: string | undefined, from: number, to: number): number | null => {
  const number = /^\d{1,7}$/u.test(typed ?? '') ? Number(typed) : 0;
  return number >= from && number <= to ? number : null;
};

const ways = ['per-piece', 'per-purchase', 'per-day'] as const;

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
  const goal = whole(values.goal, 2, longestCard);
  const most = whole(values.most, 1, mostStamps);
  const startsAt = instantOf(values.startsAt, zone);
  const endsAt = endInstantOf(values.endsAt, zone);
  if (!name) fields.name = m.common_field_required();
  if (!goal) fields.goal = m.challenges_console_number_wrong({ from: 2, to: longestCard });
  if (!most) fields.most = m.challenges_console_number_wrong({ from: 1, to: mostStamps });
  const givesPoints = values.gain === 'points';
  const points = whole(values.points, 1, mostChallengePoints);
  if (givesPoints && !points)
    fields.points = m.challenges_console_number_wrong({ from: 1, to: mostChallengePoints });
  if (!givesPoints && !values.rewardId) fields.rewardId = m.common_field_required();
  if (startsAt && endsAt && endsAt <= startsAt) fields.endsAt = m.console_rules_until_wrong();
  const { where, when } = conditionsOf(values.conditions);
  const body = {
    name: name ?? {},
    description: textsIn(values, 'description'),
    picture: pictureKey.catch('cup').parse(values.picture),
    startsAt,
    endsAt,
    goal: goal ?? 2,
    repeats: values.repeats === 'on',
    terms: {
      kind: 'stamp-card' as const,
      stamps: ways.find((way) => way === values.stamps) ?? ('per-piece' as const),
      most: most ?? 1,
      ...(where ? { where } : {}),
      ...(when ? { when } : {}),
    },
    reward: givesPoints
      ? { kind: 'points' as const, points: points ?? 1 }
      : { kind: 'voucher' as const, rewardId: values.rewardId ?? '' },
  };
  return { body, fields };
}
