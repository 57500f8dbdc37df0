import type { OwnChallenge } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { validUntil } from '#lib/shell/valid-until.ts';

type Every = Extract<OwnChallenge['unit'], { kind: 'periods' }>['every'];

const held = { week: m.challenges_streak_held_week, month: m.challenges_streak_held_month };
const open = { week: m.challenges_streak_open_week, month: m.challenges_streak_open_month };
const breaks = { week: m.challenges_streak_breaks_week, month: m.challenges_streak_breaks_month };

const everyOf = ({ unit }: Pick<OwnChallenge, 'unit'>): Every | null => ('every' in unit ? unit.every : null);

/** Until when the next purchase must come; null if nothing would be lost. */
export function streakText(
  challenge: Pick<OwnChallenge, 'unit' | 'streak' | 'done' | 'state'>,
  timeZone: string,
): string | null {
  const every = everyOf(challenge);
  const { streak } = challenge;
  if (!every || !streak?.endsAt || challenge.done || challenge.state !== 'live') return null;
  return (streak.counted ? held : open)[every]({ date: validUntil(streak.endsAt, timeZone) });
}

/** What breaks it; null if nothing must come in a row. */
export function breaksText(challenge: Pick<OwnChallenge, 'unit'>): string | null {
  const every = everyOf(challenge);
  return every && breaks[every]();
}
