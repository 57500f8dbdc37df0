import type { INestApplicationContext } from '@nestjs/common';
import type { Condition } from '@regulars/conditions';
import type { Texts } from '@regulars/contracts';
import { MemberFacts } from '../features/facts/index.ts';
import { ListedSegments, Segments, SettleSegmentsJob } from '../features/segments/index.ts';
import { system } from '../platform/actor.ts';

const slice = 500;

const conditions: readonly { readonly name: Texts; readonly condition: Condition }[] = [
  {
    name: { de: 'Neue Mitglieder', en: 'New members', cs: 'Noví členové' },
    condition: { fact: 'member.joined', op: 'in-the-last-days', value: 30 },
  },
  {
    name: { de: 'Abwandernde Stammgäste', en: 'Lapsing regulars', cs: 'Odcházející stálí hosté' },
    condition: {
      all: [
        { fact: 'member.purchases', op: 'at-least', value: 3 },
        { fact: 'member.last-purchase', op: 'not-in-the-last-days', value: 60 },
      ],
    },
  },
  {
    name: {
      de: 'Bohnen ja, Bücher noch nicht',
      en: 'Beans yes, books not yet',
      cs: 'Zrna ano, knihy zatím ne',
    },
    condition: {
      all: [
        { purchases: 'count', days: 120, where: bought('coffee'), op: 'at-least', value: 4 },
        { purchases: 'count', days: 180, where: bought('books'), op: 'is', value: 0 },
      ],
    },
  },
];

function bought(category: string): Condition {
  return { lines: 'any', where: { fact: 'line.category', op: 'is', value: category } };
}

/** Three conditions and a list of the first members. Their facts are those of the purchases, so nobody enters later. */
export const makeSegments = async (
  app: INestApplicationContext,
  memberIds: readonly string[],
): Promise<void> => {
  for (let from = 0; from < memberIds.length; from += slice)
    await app.get(MemberFacts).refresh(memberIds.slice(from, from + slice));
  const segments = app.get(Segments);
  for (const { name, condition } of conditions)
    await segments.create(system, { name, condition, announced: true });
  const invited = { de: 'Eingeladen zum Fest', en: 'Invited to the party', cs: 'Pozvaní na oslavu' };
  const list = await segments.create(system, { name: invited, condition: null, announced: true });
  await app.get(ListedSegments).add(system, list.id, { members: memberIds.slice(0, 40) });
  await app.get(SettleSegmentsJob).run();
};
