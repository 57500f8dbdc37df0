import { Injectable } from '@nestjs/common';
import type { BodyOf, Language, reportContent, reportPost } from '@regulars/contracts';
import { isTrusted, reportsHide } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Writings, type Writing } from '../posts/index.ts';
import { ModerationSettings } from './moderation-settings.ts';
import { OpenCases } from './open-cases.ts';
import { ReportsRepository } from './reports.repository.ts';

type Told = Pick<BodyOf<typeof reportPost>, 'reason' | 'text'>;
type Stranger = Pick<BodyOf<typeof reportContent>, 'name' | 'email'> & { readonly language: Language };

/** Keeps reports and hides what enough trusted members reported. */
@Injectable()
export class Reports {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly cases: OpenCases,
    private readonly writings: Writings,
    private readonly settings: ModerationSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Whether it hid the text. A second report of a member changes nothing. */
  async ofMember(
    writing: Writing,
    reporter: { readonly memberId: string; readonly level: Parameters<typeof isTrusted>[0] },
    told: Told,
  ): Promise<boolean> {
    return this.transactions.run(async () => {
      if (await this.reports.has(writing.id, reporter.memberId)) return false;
      return this.#add(writing, told, {
        memberId: reporter.memberId,
        stranger: null,
        trusted: isTrusted(reporter.level),
      });
    });
  }

  /** Returns its id. */
  async ofStranger(writing: Writing, stranger: Stranger, told: Told): Promise<string> {
    return this.transactions.run(async () => {
      const id = newId();
      await this.#add(writing, told, { memberId: null, stranger, trusted: false }, id);
      return id;
    });
  }

  async #add(
    writing: Writing,
    { reason, text }: Told,
    who: { memberId: string | null; stranger: Stranger | null; trusted: boolean },
    reportId = newId(),
  ): Promise<boolean> {
    const { communityId, authorId, kind, id } = writing;
    const about = { ref: { kind, id }, communityId, authorId } as const;
    const opened = await this.cases.open({ ...about, cause: 'reported', words: [], reasons: [reason] });
    const report = { id: reportId, caseId: opened.id, writingId: id, ...who, reason, text };
    if (!(await this.reports.add({ ...report, at: this.clock.date() }))) return false;
    if (!who.trusted || opened.hidden || writing.state !== 'shown') return false;
    const { hideAfter } = await this.settings.current();
    if (!reportsHide(await this.reports.trusted(opened.id), { hideAfter })) return false;
    await this.writings.setState({ kind, id }, 'hidden');
    await this.cases.hide(opened.id);
    return true;
  }
}
