import type { SentPoll } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { instantOf } from '#lib/server/local-time.server.ts';
import { Faults } from '#lib/server/submit.ts';

const textOf = (sent: FormData, name: string): string => {
  const value = sent.get(name);
  return typeof value === 'string' ? value : '';
};

/** The poll of the form; null if no option was typed. Times are those of the club. */
export const sentPoll = (sent: FormData, timeZone: string): SentPoll | null => {
  const options = sent
    .getAll('pollOption')
    .filter((value) => typeof value === 'string' && value !== '') as string[];
  if (options.length === 0) return null;
  const most = Number(textOf(sent, 'pollMost') || '1');
  const end = textOf(sent, 'pollEnd');
  const endsAt = instantOf(end, timeZone);
  const faults = {
    ...faultOf('pollOptions', options.length < 2 && m.posts_poll_two()),
    ...faultOf('pollOptions', hasTwins(options) && m.posts_poll_twins()),
    ...faultOf('pollMost', !(most >= 1 && most <= options.length) && m.posts_poll_most_wrong()),
    ...faultOf(
      'pollEnd',
      end !== '' && (endsAt === null || Date.parse(endsAt) <= Date.now()) && m.posts_poll_end_past(),
    ),
  };
  if (Object.keys(faults).length > 0) throw new Faults(faults);
  return { options, most, endsAt };
};

const hasTwins = (options: readonly string[]): boolean =>
  new Set(options.map((option) => option.toLowerCase())).size < options.length;

const faultOf = (field: string, text: string | false): Record<string, string> =>
  text ? { [field]: text } : {};
