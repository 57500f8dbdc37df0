import type { Comment, Post } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime, relative } from '#lib/ui/format.ts';

type Author = (Post | Comment)['author'];

/** How others see the author: the club by its name, a former member by no name. */
export const authorName = ({ kind, nickname }: Author, club: string): string => {
  const names = { member: nickname ?? m.posts_former(), club, former: m.posts_former() } satisfies Record<
    Author['kind'],
    string
  >;
  return names[kind];
};

const dayMs = 86_400_000;

/** Near times in words, others as a date. `now` is when the server read it, so that server and browser agree. */
export const writtenAt = (at: string, now: string, timeZone: string): string =>
  Date.parse(now) - Date.parse(at) < dayMs ? relative(at, now) : dateTime(at, 'short', timeZone);

const hues = ['#39656b', '#7a4a77', '#8a4b1f', '#2f6b46', '#8c3b4a', '#3d5a8a', '#6b5f1e', '#5a4a8a'];

/** A name always has the same colour. White is readable on each. */
export const hueOf = (name: string): string => {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return hues[sum % hues.length] ?? '#39656b';
};

/** Nicknames by chance have a number, which makes a better sign than a letter that all of them share. */
export const signOf = (name: string): string => {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase();
};
