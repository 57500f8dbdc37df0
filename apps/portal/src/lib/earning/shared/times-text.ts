import { m } from '#lib/paraglide/messages.js';
import { compact } from '#lib/ui/format.ts';
import type { Wording } from './wording.ts';

/** 'double points', '1.5 times the points' */
export const timesText = (times: number, wording: Pick<Wording, 'locale'>): string => {
  if (times === 2) return m.earning_phrase_double({}, wording);
  if (times === 3) return m.earning_phrase_triple({}, wording);
  return m.earning_phrase_times({ times: compact(times, wording.locale) }, wording);
};
