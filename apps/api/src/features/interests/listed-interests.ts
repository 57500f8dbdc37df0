import { Injectable } from '@nestjs/common';
import type { InterestFigures, ListedInterest, listMemberInterests, QueryOf } from '@regulars/contracts';
import { leastOfCrowd } from '@regulars/loyalty';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { Permissions } from '../permissions/index.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { DueRepository } from './due.repository.ts';
import { InterestFiguresRepository, type CountedInterest } from './interest-figures.repository.ts';
import { knownInterests } from './known-interests.ts';
import { Showings } from './showings.ts';
import { shownInterest } from './shown-interests.ts';
import { SignalsRepository } from './signals.repository.ts';

/** Interests of all members: how many have them, and who. */
@Injectable()
export class ListedInterests {
  constructor(
    private readonly figures: InterestFiguresRepository,
    private readonly choices: ChoicesRepository,
    private readonly signals: SignalsRepository,
    private readonly permissions: Permissions,
    private readonly showings: Showings,
    private readonly due: DueRepository,
  ) {}

  /** Members who allow no profiling count too, so that fewer than twenty are not told. */
  async count(): Promise<InterestFigures> {
    const { interests, wording, now } = await this.showings.now();
    const counted = await this.figures.count(new Date(now));
    return {
      interests: interests.map(({ key, name }) => ({
        key,
        name: wording.of(name),
        ...membersBySource(counted.filter(({ interest }) => interest === key)),
      })),
      pending: await this.due.isRunning(),
    };
  }

  /** By member. What was observed only of those who allow it at this moment. */
  async list({
    limit,
    cursor,
    interest,
  }: QueryOf<typeof listMemberInterests>): Promise<Page<ListedInterest>> {
    const after = readCursor(cursor, 'id', 'text');
    const rows = await this.figures.list(interest ?? null, after, limit + 1);
    const { data, cursor: rest } = page(
      rows,
      limit,
      (row) => row,
      (row) => [row.memberId, row.interest],
    );
    const memberIds = [...new Set(data.map(({ memberId }) => memberId))];
    const allowed = await this.permissions.permitted(memberIds, 'profiling');
    const showing = await this.showings.now();
    const signals = await this.signals.of([...allowed]);
    const known = knownInterests(await this.choices.of(memberIds), signals);
    return {
      data: data.flatMap(({ memberId, memberName, interest: key }) => {
        const found = known.find((each) => each.memberId === memberId && each.interest === key);
        if (!found) return [];
        const { forgottenUntil: _, ...shown } = shownInterest(found, allowed.has(memberId), showing);
        return [{ memberId, memberName, ...shown }];
      }),
      cursor: rest,
    };
  }
}

const membersBySource = (counted: readonly CountedInterest[]) => {
  const of = (what: string): number | null => {
    const members = counted.find((each) => each.what === what)?.members ?? 0;
    return members > 0 && members < leastOfCrowd ? null : members;
  };
  return {
    interested: of('interested'),
    stated: of('stated'),
    purchases: of('purchases'),
    communities: of('communities'),
    gatherings: of('gatherings'),
    reactions: of('reactions'),
    blocked: of('blocked'),
  };
};
