import { Injectable } from '@nestjs/common';
import type { Merge, MergedThing } from '@regulars/contracts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { MemberRows, type Keys } from '../../platform/privacy/member-rows.repository.ts';
import type { Moving } from '../../platform/privacy/merging.ts';
import type { MergedPair } from '../points/index.ts';
import { MergesRepository, type StoredMerge } from './merges.repository.ts';

/** What people call the rows of a table; all others move unsaid. */
const things: Readonly<Partial<Record<string, MergedThing>>> = {
  cards: 'cards',
  purchases: 'purchases',
  vouchers: 'vouchers',
  coupon_codes: 'coupon-codes',
  custom_events: 'events',
  community_memberships: 'communities',
  posts: 'writings',
  comments: 'writings',
  survey_responses: 'surveys',
  member_tags: 'tags',
  member_notes: 'notes',
};

export type Moved = ReadonlyMap<string, Keys>;

/** The rows of all features that move in a merge, as the claims of the features say. */
@Injectable()
export class MovedRows {
  constructor(
    private readonly personal: PersonalData,
    private readonly memberRows: MemberRows,
    private readonly stored: MergesRepository,
  ) {}

  async move({ survivorId, duplicateId }: MergedPair): Promise<Moved> {
    const moved = new Map<string, Keys>();
    for (const [table, moving] of this.#moving()) {
      const keys = await this.memberRows.move(table, moving, { from: duplicateId, to: survivorId });
      if (keys.length > 0) moved.set(table, keys);
    }
    return moved;
  }

  async keep(mergeId: string, moved: Moved): Promise<void> {
    for (const [table, keys] of moved) await this.stored.keep(mergeId, table, keys);
  }

  /** Also what was bought since then with a card of the duplicate. Returns what belongs to the duplicate. */
  async giveBack({ id, survivorId, duplicateId, mergedAt }: StoredMerge): Promise<{
    readonly purchases: readonly string[];
    readonly redemptions: readonly string[];
    readonly moved: Moved;
  }> {
    const moved = (await this.stored.moved([id])).get(id) ?? new Map<string, Keys>();
    const cards = await this.stored.cardsSince(idsIn(moved.get('cards')));
    const bought = await this.stored.purchasesSince(survivorId, cards, mergedAt);
    const all = new Map(moved).set(
      'cards',
      cards.map((card) => [card]),
    );
    for (const [table, moving] of this.#moving()) {
      const rows = { moved: all.get(table) ?? [], purchases: bought };
      if (rows.moved.length > 0 || (moving.purchase !== null && bought.length > 0))
        await this.memberRows.return(table, moving, rows, { from: survivorId, to: duplicateId });
    }
    const purchases = [...new Set([...idsIn(moved.get('purchases')), ...bought])];
    return { purchases, redemptions: idsIn(moved.get('redemptions')), moved };
  }

  #moving(): [string, Moving][] {
    return [...this.personal.claims()].flatMap(([table, { merges }]): [string, Moving][] =>
      merges.how === 'moves' ? [[table, merges]] : [],
    );
  }
}

const idsIn = (keys: Keys = []): string[] => keys.map(([id]) => String(id));

/** How much of what moved. */
export const thingsIn = (moved: Moved): Merge['moved'] => {
  const counts = new Map<MergedThing, number>();
  for (const [table, keys] of moved) {
    const thing = things[table];
    if (thing) counts.set(thing, (counts.get(thing) ?? 0) + keys.length);
  }
  return [...counts].map(([thing, count]) => ({ thing, count }));
};
