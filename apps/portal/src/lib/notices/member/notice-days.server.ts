import type { Notice, NoticeKind } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';
import { noticeSentence } from './notice-words.server.ts';

/** What the page shows of a notice, in the reader's language. */
export interface ShownNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly text: string;
  /** Where it is from, and the time. */
  readonly note: string;
  readonly at: string;
  readonly read: boolean;
}

export interface NoticeDay {
  /** `YYYY-MM-DD` in the club's time zone. */
  readonly key: string;
  readonly title: string;
  readonly notices: ShownNotice[];
}

const dayOf = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

const titleOf = (day: Temporal.PlainDate, today: Temporal.PlainDate): string => {
  const ago = day.until(today).days;
  if (ago === 0) return m.notices_today();
  return ago === 1 ? m.notices_yesterday() : dateTime(day.toString(), 'date', 'UTC');
};

const shown = (notice: Notice, zone: string): ShownNotice => {
  const { id, kind, at, read, params } = notice;
  const text = noticeSentence(notice, zone);
  const community = params['community'] ?? '';
  const from = text.includes(community) ? [] : [community];
  return { id, kind, text, note: [...from, dateTime(at, 'time', zone)].join(' · '), at, read };
};

/** Newest first, as the list comes. */
export const noticeDays = (notices: readonly Notice[], zone: string, now: number): NoticeDay[] => {
  const days = new Map<string, NoticeDay>();
  for (const notice of notices) {
    const day = dayOf(Date.parse(notice.at), zone);
    const key = day.toString();
    const group = days.get(key) ?? { key, title: titleOf(day, dayOf(now, zone)), notices: [] };
    group.notices.push(shown(notice, zone));
    days.set(key, group);
  }
  return [...days.values()];
};
