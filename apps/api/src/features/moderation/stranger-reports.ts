import { Injectable } from '@nestjs/common';
import type { BodyOf, reportContent } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Reader } from '../club/index.ts';
import { ModerationMails } from './moderation-mails.ts';
import { Proofs } from './proofs.ts';
import { ReadableWritings } from './readable-writings.ts';
import { Reports } from './reports.ts';

const stranger = 'stranger';

/** Someone without a membership reports what is illegal (DSA, article 16), and gets a receipt and the outcome. */
@Injectable()
export class StrangerReports {
  constructor(
    private readonly readable: ReadableWritings,
    private readonly reports: Reports,
    private readonly proofs: Proofs,
    private readonly mails: ModerationMails,
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  async challenge(): Promise<string | null> {
    return this.proofs.challenge(stranger);
  }

  /** Throws `unknown-content`, `proof-needed`. */
  async report({ address, reason, text, name, email, proof }: BodyOf<typeof reportContent>): Promise<void> {
    const writing = await this.readable.at(address);
    if (!writing)
      throw ClubError.field('unknown-content', '/address', 'no post or comment of the club is there');
    const { language } = await this.reader.wording();
    await this.transactions.run(async () => {
      const isProved =
        (await this.challenge()) === null || (await this.proofs.accept(stranger, proof)) !== null;
      if (!isProved)
        throw ClubError.field(
          'proof-needed',
          '/proof',
          'the answer to a task, used once and within half an hour',
        );
      const reportId = await this.reports.ofStranger(writing, { name, email, language }, { reason, text });
      await this.mails.reportReceived({ name, email, language, reportId });
    });
  }
}
