import type { INestApplicationContext } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Feeds, PastPosts, type PastPost } from '../features/posts/index.ts';
import { drawPicture, type DrawnPicture } from '../platform/files/drawn-picture.ts';
import { toInstant } from '../platform/clock.ts';
import type { DemoCommunity } from './communities.ts';
import { barista } from './posts/barista.ts';
import type { DemoPost } from './posts/demo-post.ts';
import { drawingNames, drawingOf, type Drawing } from './posts/drawings.ts';
import { filterAtHome } from './posts/filter-at-home.ts';
import { readers } from './posts/readers.ts';

const commentEvery = 37 * 60_000;

const written: Readonly<Record<DemoCommunity['key'], readonly DemoPost[]>> = {
  mornings: filterAtHome,
  books: readers,
  barista,
};

/** What the club has pinned in its largest community. */
export const announcement = {
  title: 'Kenia Nyeri kommt am Freitag',
  source: 'Sechzig Packungen. Bis Mittag gehören sie euch, danach allen.',
};

type Drawn = Readonly<Record<Drawing, DrawnPicture>>;

/** Lets the members of the demo's communities write, vote and show pictures. */
export const writePosts = async (
  app: INestApplicationContext,
  communities: readonly DemoCommunity[],
  anna: string,
  now: number,
): Promise<void> => {
  const drawn = await drawAll();
  const past = app.get(PastPosts);
  for (const demo of communities.filter(({ members }) => members.some(isIn))) {
    const posts = written[demo.key].map((post, index) => pastPost(demo, post, index, drawn, now));
    const pinned = demo.key === 'mornings' ? [announced(demo, now)] : [];
    await past.add(
      [...pinned, ...posts].sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime()),
    );
    // The member of the sign-in finds something new.
    if (demo.members.some((member) => member.memberId === anna && isIn(member)))
      await app.get(Feeds).read(anna, demo.community.id, toInstant(now - 2.5 * dayMs));
  }
};

const isIn = ({ state }: DemoCommunity['members'][number]): boolean => state === 'member';

const drawAll = async (): Promise<Drawn> => {
  const { default: sharp } = await import('sharp');
  const drawn: [Drawing, DrawnPicture][] = [];
  for (const name of drawingNames)
    drawn.push([name, await drawPicture(await sharp(drawingOf(name)).png().toBuffer())]);
  return Object.fromEntries(drawn) as Record<Drawing, DrawnPicture>;
};

const pastPost = (
  { community, members }: DemoCommunity,
  post: DemoPost,
  index: number,
  drawn: Drawn,
  now: number,
): PastPost => {
  const inside = members.filter(isIn).map(({ memberId }) => memberId);
  // Not always the same ones give their hearts and votes.
  const from = (place: number): string => inside[place % inside.length] ?? '';
  const some = (count: number, first: number): string[] =>
    Array.from({ length: Math.min(count, inside.length) }, (_, at) => from(first + at));
  const createdAt = new Date(now - post.daysAgo * dayMs);
  const voters = some(sum(post.poll?.votes ?? []), index * 7);
  return {
    communityId: community.id,
    authorId: from(post.by),
    kind: post.poll ? 'poll' : post.isQuestion ? 'question' : 'post',
    title: post.title ?? null,
    source: post.text,
    interests: post.interests ?? [],
    createdAt,
    isPinned: false,
    comments: post.comments.map(([by, source], at) => ({
      authorId: from(by),
      source,
      createdAt: new Date(Math.min(createdAt.getTime() + (at + 1) * commentEvery, now - 60_000 * (9 - at))),
    })),
    answer: post.answer ?? null,
    hearts: some(post.hearts, index * 5 + 1),
    pictures: post.picture ? [{ drawn: drawn[post.picture[0]], text: post.picture[1] }] : [],
    poll: post.poll
      ? {
          options: [...post.poll.options],
          most: 1,
          endsAt: post.poll.daysLeft === null ? null : toInstant(now + post.poll.daysLeft * dayMs),
          votes: choicesOf(post.poll.votes).flatMap((choice, at) => {
            const memberId = voters[at];
            return memberId === undefined ? [] : [{ memberId, choice }];
          }),
        }
      : null,
  };
};

const announced = ({ community }: DemoCommunity, now: number): PastPost => ({
  ...announcement,
  communityId: community.id,
  authorId: null,
  kind: 'announcement',
  interests: ['filter-coffee'],
  createdAt: new Date(now - 3 * dayMs),
  isPinned: true,
  comments: [],
  answer: null,
  hearts: [],
  pictures: [],
  poll: null,
});

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Each vote by the place of its option, mixed, so that fewer voters choose about the same. */
const choicesOf = (votes: readonly number[]): number[] => {
  const most = Math.max(0, ...votes);
  return Array.from({ length: most }, (_, round) => round).flatMap((round) =>
    votes.flatMap((count, choice) => (round < count ? [choice] : [])),
  );
};
