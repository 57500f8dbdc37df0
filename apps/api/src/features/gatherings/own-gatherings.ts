import { Injectable } from '@nestjs/common';
import type {
  answerGathering,
  BodyOf,
  listComingGatherings,
  listOwnGatherings,
  OwnGathering,
  QueryOf,
} from '@regulars/contracts';
import { takesAnswers } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor, type Page } from '../../platform/http/cursor.ts';
import { CommunityRights, type MetCommunity } from '../communities/index.ts';
import { Answers } from './answers.ts';
import { AttendancesRepository } from './attendances.repository.ts';
import { GatheringView } from './gathering-view.ts';
import { timesOf, type GatheringRow } from './gathering.ts';
import { GatheringsRepository } from './gatherings.repository.ts';
import { showOwn } from './own-gathering.ts';

/** Nicknames in a list, and on the page of a gathering. */
const few = 5;
const many = 500;

/** Gatherings as members see them: those of communities that they may read. */
@Injectable()
export class OwnGatherings {
  constructor(
    private readonly gatherings: GatheringsRepository,
    private readonly attendances: AttendancesRepository,
    private readonly view: GatheringView,
    private readonly rights: CommunityRights,
    private readonly answers: Answers,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`. */
  async list(
    memberId: string,
    communityId: string,
    query: QueryOf<typeof listOwnGatherings>,
  ): Promise<Page<OwnGathering>> {
    const met = await this.#readable(memberId, communityId);
    const { when, limit } = query;
    const from = { communityIds: [communityId], when, now: this.clock.date(), all: false };
    const after = readCursor(query.cursor, 'moment', 'id');
    const listed = page(
      await this.gatherings.list(from, after, limit + 1),
      limit,
      (row) => row,
      ({ startsAt, id }) => [toInstant(startsAt), id],
    );
    return { ...listed, data: await this.#show(memberId, listed.data, [met], few) };
  }

  /** Of the communities that the member belongs to, without those that were declined. */
  async coming(
    memberId: string,
    { limit }: QueryOf<typeof listComingGatherings>,
  ): Promise<Page<OwnGathering>> {
    const mine = (await this.rights.all(memberId)).filter(isIn);
    const communityIds = mine.map(({ community }) => community.id);
    const from = { communityIds, when: 'coming' as const, now: this.clock.date(), all: false };
    const rows = await this.gatherings.list(from, null, limit);
    return { data: await this.#show(memberId, rows, mine, few), cursor: { next: null } };
  }

  /** Throws `not-found`. */
  async one(memberId: string, id: string): Promise<OwnGathering> {
    const row = await this.gatherings.find(id);
    if (!row || row.state === 'draft') throw new ClubError('not-found');
    const met = await this.#readable(memberId, row.communityId);
    const [shown] = await this.#show(memberId, [row], [met], many);
    if (!shown) throw new Error('each gathering is shown');
    return shown;
  }

  /** Throws `not-found`, `answers-closed`, `members-of-community-only`. */
  async answer(memberId: string, id: string, said: BodyOf<typeof answerGathering>): Promise<OwnGathering> {
    await this.one(memberId, id);
    await this.answers.give(memberId, id, said);
    return this.one(memberId, id);
  }

  async #readable(memberId: string, communityId: string): Promise<MetCommunity> {
    const met = await this.rights.of(memberId, communityId);
    if (!met.rights.read) throw new ClubError('not-found');
    return met;
  }

  async #show(
    memberId: string,
    rows: readonly GatheringRow[],
    met: readonly MetCommunity[],
    most: number,
  ): Promise<OwnGathering[]> {
    const ids = rows.map(({ id }) => id);
    const aroundOf = await this.view.around(rows);
    const own = await this.attendances.ofMember(memberId, ids);
    const whoOf = await this.attendances.who(ids, most);
    const mine = new Set(met.filter(isIn).map(({ community }) => community.id));
    const now = this.clock.now();
    return rows.map((row) => {
      const mayAnswer = mine.has(row.communityId) && takesAnswers(timesOf(row), now);
      return showOwn(row, aroundOf(row), { answer: own.get(row.id), who: whoOf(row.id), mayAnswer });
    });
  }
}

const isIn = ({ membership, rights, community }: MetCommunity): boolean =>
  membership?.state === 'member' && rights.read && community.state === 'open';
