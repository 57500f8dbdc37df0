import type { OwnCommunity } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { dateTime } from '#lib/ui/format.ts';
import { entryText } from '../shared/entry-text.ts';
import type { MarkedCommunity } from './marked-community.ts';

/** How the member and the community are to each other, in one or two words. */
export function markOf({ state, entry, membership, fulfilled }: OwnCommunity): MarkedCommunity['mark'] {
  switch (membership?.state) {
    case 'member':
      if (!fulfilled) return { text: m.communities_mark_paused(), tone: 'warn' };
      return { text: m.communities_mark_joined(), tone: 'good' };
    case 'asked':
      return { text: m.communities_mark_asked(), tone: 'accent' };
    case 'invited':
      return { text: m.communities_mark_invited(), tone: 'accent' };
    case 'banned':
      return { text: m.communities_mark_banned(), tone: 'bad' };
    case 'refused':
    case 'left':
    case undefined:
      return {
        text: state === 'archived' ? m.communities_archived() : entryText(entry),
        tone: 'neutral',
      };
  }
}

/** What a member can take back, with the question that is asked before; null for nothing. */
export function leavingOf({ name, membership }: OwnCommunity) {
  const community = inLanguage(name);
  switch (membership?.state) {
    case 'member':
      return {
        label: m.communities_leave(),
        title: m.communities_leave_title({ community }),
        text: m.communities_leave_text(),
      };
    case 'asked':
      return {
        label: m.communities_take_back(),
        title: m.communities_take_back_title(),
        text: m.communities_take_back_text({ community }),
      };
    case 'invited':
      return {
        label: m.communities_decline(),
        title: m.communities_decline_title({ community }),
        text: m.communities_decline_text(),
      };
    case 'banned':
    case 'refused':
    case 'left':
    case undefined:
      return null;
  }
}

/** What a member can hear of a community. */
export const hearings = () => [
  { value: 'watching', label: m.communities_watching(), text: m.communities_watching_text() },
  { value: 'following', label: m.communities_following(), text: m.communities_following_text() },
  { value: 'muted', label: m.communities_muted(), text: m.communities_muted_text() },
];

/** Why there is no way in now, or no writing; null if there is one, or no need. */
export function noWayIn(community: OwnCommunity, timeZone: string): { title: string; text: string } | null {
  const { state, membership, fulfilled, rights } = community;
  if (membership?.state === 'member' && membership.silencedUntil !== null) {
    const until = dateTime(membership.silencedUntil, 'moment', timeZone);
    return { title: m.communities_silenced_title(), text: m.communities_silenced_text({ until }) };
  }
  if (rights.enter !== null || (membership?.state === 'member' && fulfilled)) return null;
  if (membership?.state === 'banned')
    return { title: m.communities_banned_title(), text: m.communities_banned_text() };
  if (state === 'archived') return { title: m.communities_archived(), text: m.communities_archived_text() };
  if (!fulfilled && membership?.state === 'member')
    return { title: m.communities_paused_title(), text: m.communities_paused_text() };
  if (!fulfilled) return { title: m.communities_some_title(), text: m.communities_some_text() };
  if (membership?.state === 'asked')
    return { title: m.communities_asked_title(), text: m.communities_asked_text() };
  if (membership?.state === 'refused')
    return { title: m.communities_refused_title(), text: m.communities_refused_text() };
  return { title: m.communities_entry_invitation(), text: m.communities_invitation_text() };
}
