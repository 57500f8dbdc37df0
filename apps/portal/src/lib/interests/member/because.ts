import type { InterestOfMember } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { dateTime } from '#lib/ui/format.ts';

type Seen = InterestOfMember['sources'][number];

const texts: Readonly<
  Record<Exclude<Seen['source'], 'stated'>, (inputs: { count: number; date: string }) => string>
> = {
  purchases: m.interests_because_purchases,
  communities: m.interests_because_communities,
  gatherings: m.interests_because_gatherings,
  reactions: m.interests_because_reactions,
};

/** Why the club thinks so, the strongest reason first. The list leaves out what the member said. */
export const reasonsOf = ({ sources }: Pick<InterestOfMember, 'sources'>, timeZone: string): string[] =>
  sources.flatMap(({ source, times, lastAt }) =>
    source === 'stated' ? [] : [texts[source]({ count: times, date: dateTime(lastAt, 'date', timeZone) })],
  );
