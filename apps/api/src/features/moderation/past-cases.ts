import { Injectable } from '@nestjs/common';
import type { ReportReason } from '@regulars/contracts';
import { dayMs, urgencyOf } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { excerptOf, Writings, type Writing } from '../posts/index.ts';
import { CasesRepository, type NewCase } from './cases.repository.ts';
import { DecisionsRepository } from './decisions.repository.ts';
import { ReportsRepository } from './reports.repository.ts';
import { TrustRepository } from './trust.repository.ts';

const msPerYear = 365 * dayMs;

export interface PastReport {
  readonly memberId: string;
  readonly reason: ReportReason;
  readonly text: string;
  readonly trusted: boolean;
  readonly at: Date;
}

/** What waits about the newest text of a member. */
export interface PastCase extends Pick<NewCase, 'cause' | 'words' | 'at'> {
  readonly authorId: string;
  /** What readers see of it. */
  readonly state: 'shown' | 'held' | 'hidden';
  readonly reports: readonly PastReport[];
}

export interface PastAppeal {
  readonly authorId: string;
  readonly reason: string;
  readonly decidedAt: Date;
  readonly appeal: string;
  readonly at: Date;
}

/** Cases that wait since a while, for the demo. Nobody is told. */
@Injectable()
export class PastCases {
  constructor(
    private readonly cases: CasesRepository,
    private readonly reports: ReportsRepository,
    private readonly decisions: DecisionsRepository,
    private readonly trust: TrustRepository,
    private readonly writings: Writings,
    private readonly transactions: Transactions,
  ) {}

  async add({ authorId, cause, words, state, reports, at }: PastCase): Promise<void> {
    await this.transactions.run(async () => {
      const { kind, id, communityId } = await this.#newest(authorId);
      const ref = { kind, id } as const;
      const isHidden = state === 'hidden';
      const urgency = urgencyOf({ cause, isHidden, reasons: reports.map(({ reason }) => reason) });
      const opened = await this.cases.open({
        ...{ id: newId(), ref, communityId, authorId, cause, words, at, urgency },
      });
      if (isHidden) await this.cases.hide(opened.id, urgency);
      for (const report of reports) {
        const about = { id: newId(), caseId: opened.id, writingId: id, stranger: null };
        await this.reports.add({ ...report, ...about });
        // The figures of a demo are too young for it.
        if (report.trusted)
          await this.trust.put(report.memberId, 'regular', new Date(report.at.getTime() + msPerYear));
      }
      if (state !== 'shown') await this.writings.setState(ref, state);
    });
  }

  /** A text that was hidden, and its author who does not agree. */
  async addAppeal({ authorId, reason, decidedAt, appeal, at }: PastAppeal): Promise<void> {
    await this.transactions.run(async () => {
      const writing = await this.#newest(authorId);
      const ref = { kind: writing.kind, id: writing.id } as const;
      const { communityId } = writing;
      const about = { ref, communityId, authorId } as const;
      const opened = {
        ...about,
        id: newId(),
        cause: 'reported',
        urgency: 4,
        words: [],
        at: decidedAt,
      } as const;
      await this.cases.open(opened);
      await this.cases.decide(opened.id, [], decidedAt);
      const id = newId();
      await this.decisions.insert({
        ...{ id, case_id: opened.id, member_id: authorId, community_id: communityId },
        ...{ writing_kind: writing.kind, writing_id: writing.id, title: writing.title },
        ...{ excerpt: excerptOf(writing.source), text_decision: 'hide', author_decision: 'none' },
        ...{ silenced_until: null, reason, ground: 'rules', rule: null, found: 'reported' },
        ...{ by_id: null, by_member_id: null, reach: 'club' },
        before: { texts: [{ ...ref, state: 'shown' }], author: null },
        at: decidedAt,
      });
      await this.writings.setState(ref, 'hidden');
      await this.decisions.appeal(id, appeal, at);
      await this.cases.openAppeal({ ...about, id: newId(), urgency: 4, at }, id);
    });
  }

  async #newest(authorId: string): Promise<Writing> {
    const [writing] = await this.writings.ofAuthor(authorId, 1);
    if (!writing) throw new Error('the demo wrote it');
    return writing;
  }
}
