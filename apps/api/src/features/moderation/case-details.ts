import { Injectable } from '@nestjs/common';
import type { ShownModerationCase } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Names, textsOf } from '../../platform/names.ts';
import { excerptOf, Writings, type Writing } from '../posts/index.ts';
import { AuthorNames } from './author-names.repository.ts';
import type { CaseRow } from './cases.repository.ts';
import type { Reach } from './decider.ts';
import { MemberTrust } from './member-trust.ts';
import { ReportsRepository } from './reports.repository.ts';
import { SameLinks } from './same-links.ts';

/** Comments before and after. */
const mostAround = 4;

type Parts = Pick<ShownModerationCase, 'around' | 'reported' | 'sameLink'>;

/** What is around a text that someone has to judge: other texts, reports, the same link elsewhere. */
@Injectable()
export class CaseDetails {
  constructor(
    private readonly writings: Writings,
    private readonly reports: ReportsRepository,
    private readonly sameLinks: SameLinks,
    private readonly trust: MemberTrust,
    private readonly nicknames: AuthorNames,
    private readonly names: Names,
  ) {}

  /** @param reach of who reads it: a moderator sees one community */
  async of(row: CaseRow, reach: Reach): Promise<Parts> {
    const ref = { kind: row.writing_kind, id: row.writing_id };
    const around = await this.writings.around(ref, mostAround);
    const reported = await this.reports.ofCase(row.id);
    const members = [...around.map(({ authorId }) => authorId), ...reported.map(({ memberId }) => memberId)];
    const levels = await this.trust.levels(members.filter((id) => id !== null));
    const levelOf = (id: string | null) => (id === null ? null : (levels.get(id) ?? 'new'));
    return {
      around: await this.#shown(around, row.writing_id, levelOf),
      reported: reported.map(({ id, memberId, nickname, reason, text, trusted, at }) => ({
        ...{ id, nickname, reason, text },
        level: levelOf(memberId),
        counts: trusted,
        at: toInstant(at),
      })),
      sameLink: await this.#sameLink(
        (await this.sameLinks.withOthers(ref, { reach, communityId: row.community_id })).slice(1),
      ),
    };
  }

  async #shown(
    around: readonly Writing[],
    subjectId: string,
    levelOf: (id: string | null) => Parts['around'][number]['level'],
  ): Promise<Parts['around']> {
    const nicknames = await this.nicknames.of(around.flatMap(({ authorId }) => authorId ?? []));
    return around.map(({ kind, id, authorId, title, source, state, receivedFree, createdAt }) => ({
      ...{ kind, id, title, source, state, receivedFree },
      nickname: authorId === null ? null : (nicknames.get(authorId) ?? null),
      level: levelOf(authorId),
      at: toInstant(createdAt),
      isSubject: id === subjectId,
    }));
  }

  async #sameLink(others: readonly Writing[]): Promise<Parts['sameLink']> {
    const names = await this.names.of(
      'community',
      others.map(({ communityId }) => communityId),
    );
    return others.map(({ kind, id, communityId, source }) => ({
      ...{ kind, id },
      community: textsOf(names.get(communityId)),
      excerpt: excerptOf(source),
    }));
  }
}
