import type { Challenge, TimesOfRule } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { lookOf, placeIn, windowsText, type Place, type SpanLook } from './calendar.ts';
import { overlap, type SpanOfTime } from './span-of-time.ts';
import { spanText } from './span-text.ts';

export interface CalendarSpan extends SpanOfTime, Place {
  readonly look: SpanLook;
  /** It applies to a share of the members. */
  readonly trial: boolean;
  /** Its dates in words, and its share of the members. */
  readonly text: string;
  /** Days and times within it; empty for all. */
  readonly windows: string;
}

export interface CalendarEntry {
  readonly kind: 'rule' | 'challenge';
  readonly href: string;
  readonly name: string;
  readonly state: 'draft' | 'scheduled' | 'live' | 'paused' | 'ended';
  readonly spans: readonly CalendarSpan[];
}

interface Shown {
  readonly window: { readonly from: string; readonly until: string };
  readonly timeZone: string;
  readonly now: string;
}

const spanOf = (
  time: SpanOfTime & { paused: boolean; windows: string; share?: number },
  { window, timeZone, now }: Shown,
): CalendarSpan => ({
  from: time.from,
  until: time.until,
  ...placeIn(window, time),
  look: lookOf(time, time.paused, now),
  trial: time.share !== undefined,
  text: [
    ...(time.share === undefined ? [] : [m.console_share_trial_of({ share: time.share })]),
    spanText(time, timeZone, m.console_calendar_always()),
  ].join(' · '),
  windows: time.windows,
});

export const entryOfRule = (rule: TimesOfRule, shown: Shown): CalendarEntry => ({
  kind: 'rule',
  href: `/console/rules/${rule.id}`,
  name: rule.name,
  state: rule.state,
  spans: [
    ...rule.times.map(({ state, when, from, until }) =>
      spanOf({ from, until, paused: state === 'paused', windows: windowsText(when) }, shown),
    ),
    ...rule.trials.map(({ share, when, from, until }) =>
      spanOf({ from, until, share, paused: false, windows: windowsText(when) }, shown),
    ),
  ],
});

/** Null for a draft, and for one outside of what is shown. An ended one was open until someone ended it. */
export function entryOfChallenge(challenge: Challenge, shown: Shown): CalendarEntry | null {
  const { id, name, startsAt, endsAt, updatedAt } = challenge;
  if (challenge.state === 'draft') return null;
  const over = endsAt !== null && Date.parse(endsAt) <= Date.parse(shown.now);
  const time = { from: startsAt, until: challenge.state === 'ended' && !over ? updatedAt : endsAt };
  if (!overlap(time, shown.window)) return null;
  const when = challenge.terms.when ?? null;
  const span = spanOf({ ...time, paused: challenge.state === 'paused', windows: windowsText(when) }, shown);
  return {
    kind: 'challenge',
    href: `/console/challenges/${id}`,
    name: inLanguage(name),
    state: span.look,
    spans: [span],
  };
}
