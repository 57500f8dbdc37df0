import { Injectable } from '@nestjs/common';
import type { ReportReason } from '@regulars/contracts';
import { urgencyOf } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { CasesRepository, type NewCase } from './cases.repository.ts';
import { ToldModerators } from './told-moderators.ts';

/** Puts posts and comments into the queue. */
@Injectable()
export class OpenCases {
  constructor(
    private readonly cases: CasesRepository,
    private readonly moderators: ToldModerators,
    private readonly clock: Clock,
  ) {}

  /** In the caller's transaction. A text has one open case. */
  async open({
    reasons = [],
    ...opened
  }: Omit<NewCase, 'id' | 'urgency' | 'at'> & { readonly reasons?: readonly ReportReason[] }): Promise<{
    readonly id: string;
    readonly hidden: boolean;
  }> {
    const urgency = urgencyOf({ cause: opened.cause, isHidden: false, reasons });
    const id = newId();
    const row = await this.cases.open({ id, ...opened, urgency, at: this.clock.date() });
    // A moderator who opens a case decides it at once.
    if (row.id === id && opened.cause !== 'moderator') await this.moderators.waiting(id, opened);
    return row;
  }

  /** In the caller's transaction: reports hid its text. */
  async hide(id: string): Promise<void> {
    await this.cases.hide(id, urgencyOf({ cause: 'reported', isHidden: true, reasons: [] }));
  }
}
