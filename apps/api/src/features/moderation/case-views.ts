import { Injectable } from '@nestjs/common';
import type { ModerationCase } from '@regulars/contracts';
import { mayAnswerAppeal } from '@regulars/loyalty';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { excerptOf, Writings, type Writing } from '../posts/index.ts';
import type { CaseRow } from './cases.repository.ts';
import { Deciders } from './deciders.ts';
import { plainName } from './decision-views.ts';
import { MemberTrust } from './member-trust.ts';
import { ReportsRepository } from './reports.repository.ts';

/** So long others see that someone looks at a case. */
const msTaken = 10 * 60_000;

/** Cases as managers see them in the queue. */
@Injectable()
export class CaseViews {
  constructor(
    private readonly writings: Writings,
    private readonly reports: ReportsRepository,
    private readonly trust: MemberTrust,
    private readonly deciders: Deciders,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  async show(actor: Actor, rows: readonly CaseRow[]): Promise<ModerationCase[]> {
    const found = await this.writings.find(
      rows.map((row) => ({ kind: row.writing_kind, id: row.writing_id })),
    );
    const writings = new Map(found.map((writing) => [writing.id, writing]));
    const reasonsOf = await this.reports.reasons(rows.map(({ id }) => id));
    const authors = rows.flatMap((row) => row.author_id ?? []);
    const levels = await this.trust.levels(authors);
    const members = await this.names.of('member', authors);
    const communities = await this.names.of(
      'community',
      rows.map((row) => row.community_id),
    );
    const staff = await this.names.of(
      'account',
      rows.flatMap((row) => row.taken_by_id ?? []),
    );
    const deciders = await this.deciders.count();
    const answererId = personBehind(actor);
    return rows.map((row) => {
      const writing = writings.get(row.writing_id);
      return {
        id: row.id,
        cause: row.cause,
        hidden: row.hidden,
        reasons: reasonsOf(row.id),
        reports: row.reports ?? 0,
        words: [...row.words],
        writing: writing ? listed(writing) : null,
        community: { id: row.community_id, name: textsOf(communities.get(row.community_id)) },
        author:
          row.author_id === null
            ? null
            : {
                id: row.author_id,
                displayName: plainName(members.get(row.author_id)),
                nickname: row.nickname,
                level: levels.get(row.author_id) ?? 'new',
              },
        openedAt: toInstant(row.opened_at),
        takenBy: this.#isTaken(row, answererId)
          ? { id: row.taken_by_id ?? '', name: plainName(staff.get(row.taken_by_id ?? '')) }
          : null,
        mayDecide:
          row.decision_id === null || mayAnswerAppeal({ deciderId: row.decider_id, answererId, deciders }),
      };
    });
  }

  /** By someone else. */
  #isTaken({ taken_by_id, taken_at }: CaseRow, readerId: string | null): boolean {
    const isOther = taken_by_id !== null && taken_by_id !== readerId;
    return isOther && taken_at !== null && taken_at.getTime() + msTaken > this.clock.now();
  }
}

const listed = ({
  kind,
  id,
  postId,
  title,
  source,
  state,
}: Writing): NonNullable<ModerationCase['writing']> => ({
  ...{ kind, id, postId, title, state },
  excerpt: excerptOf(source),
});
