import type { OwnGathering } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { validUntil } from '#lib/shell/valid-until.ts';
import { dateTime } from '#lib/ui/format.ts';
import { placeText, spanText } from '../shared/gathering-text.ts';

/** What an answer button sends, and says. */
interface Choice {
  readonly answer: 'going' | 'declined';
  readonly label: string;
  readonly isFirst: boolean;
}

/** A gathering in words: pages of members then load no words for it. */
export interface ShownGathering {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly community: string;
  /** Of the tile: 'Sat', '5', 'Dec'. */
  readonly day: readonly [string, string, string];
  readonly date: string;
  readonly span: string;
  readonly place: string;
  /** 'Cancelled' or 'Over'. */
  readonly mark: string | null;
  /** Taken and all places, for the bar; null for any number. */
  readonly seats: { readonly taken: number; readonly places: number } | null;
  readonly seatsText: string;
  readonly waitingText: string;
  readonly who: readonly string[];
  readonly more: string;
  /** What I answered. */
  readonly mine: string;
  readonly choices: readonly Choice[];
  readonly mails: boolean;
  /** Whether a box asks for mails: before and while I come. */
  readonly asksMails: boolean;
  readonly calendar: string | null;
}

const shownFaces = 3;

export const shownGathering = (gathering: OwnGathering): ShownGathering => {
  const { id, community, startsAt, timeZone, state, places, left, coming, who, answer } = gathering;
  const choices = choicesOf(gathering);
  const others = coming - Math.min(who.length, shownFaces);
  return {
    id,
    href: `/club/communities/${community.id}/gatherings/${id}`,
    title: inLanguage(gathering.title),
    community: inLanguage(community.name),
    day: dayTile(startsAt, timeZone),
    date: dateTime(startsAt, 'date', timeZone),
    span: spanText(gathering),
    place: placeText(gathering),
    mark: state === 'cancelled' ? m.gatherings_cancelled() : state === 'over' ? m.gatherings_over() : null,
    seats: places === null ? null : { taken: Math.min(coming, places), places },
    seatsText: seatsText(places, left, coming),
    waitingText: gathering.waiting > 0 ? m.gatherings_waiting({ count: gathering.waiting }) : '',
    who: who.slice(0, shownFaces),
    more: who.length > 0 && others > 0 ? m.gatherings_more({ count: others }) : '',
    mine: mineText(gathering),
    choices,
    mails: answer?.mails ?? false,
    asksMails: choices.length > 0 && answer?.state !== 'declined',
    calendar: state === 'over' ? null : `/api/v1/me/gatherings/${id}/calendar`,
  };
};

const dayTile = (at: string, timeZone: string): [string, string, string] => {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(getLocale(), { ...options, timeZone }).format(new Date(at)).replace(/\.$/, '');
  return [part({ weekday: 'short' }), part({ day: 'numeric' }), part({ month: 'short' })];
};

const seatsText = (places: number | null, left: number | null, coming: number): string => {
  if (places === null || left === null) return m.gatherings_coming({ count: coming });
  return left > 0 ? m.gatherings_left({ count: left, places }) : m.gatherings_full({ places });
};

const mineText = ({ answer }: OwnGathering): string => {
  if (answer === null) return '';
  const { state, ahead } = answer;
  switch (state) {
    case 'going':
      return m.gatherings_you_come();
    case 'came':
      return m.gatherings_you_came();
    case 'declined':
      return m.gatherings_you_declined();
    case 'waiting':
      return ahead === null || ahead === 0
        ? m.gatherings_you_next()
        : m.gatherings_you_wait({ count: ahead });
  }
};

/** Nobody passes those who wait: with a queue, a free place is not for the next one who asks. */
const choicesOf = ({ state, answer, mayAnswer, left, waiting }: OwnGathering): Choice[] => {
  if (state !== 'planned' || answer?.state === 'came') return [];
  if (answer?.state === 'going')
    return [{ answer: 'declined', label: m.gatherings_changed_mind(), isFirst: false }];
  if (answer?.state === 'waiting')
    return [{ answer: 'declined', label: m.gatherings_stop_waiting(), isFirst: false }];
  if (!mayAnswer) return [];
  const isFree = left === null || (left > 0 && waiting === 0);
  const come = isFree ? m.gatherings_going() : m.gatherings_wait();
  const yes: Choice = { answer: 'going', label: come, isFirst: true };
  return answer === null ? [yes, { answer: 'declined', label: m.gatherings_not(), isFirst: false }] : [yes];
};

/** 'Say so by Friday': for the page of a gathering. */
export const untilText = ({ answersUntil, timeZone, mayAnswer }: OwnGathering): string =>
  mayAnswer && answersUntil ? m.gatherings_until({ date: validUntil(answersUntil, timeZone) }) : '';
