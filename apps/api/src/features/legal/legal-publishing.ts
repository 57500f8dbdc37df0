import { Injectable } from '@nestjs/common';
import type { LegalKind, WholeLegalVersion } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { LegalTexts } from './legal-texts.ts';
import { LegalWriting, type Publication } from './legal-writing.ts';
import { termsNoticesJob } from './terms-notices.job.ts';

/** A text is published, and members are told of new terms. */
@Injectable()
export class LegalPublishing {
  constructor(
    private readonly writing: LegalWriting,
    private readonly texts: LegalTexts,
    private readonly jobs: Jobs,
    private readonly transactions: Transactions,
  ) {}

  /** Throws as `LegalWriting.publish`. */
  async publish(
    actor: Actor,
    kind: LegalKind,
    wanted: Publication,
    expectedVersion: number,
  ): Promise<WholeLegalVersion> {
    return this.transactions.run(async () => {
      const version = await this.writing.publish(actor, kind, wanted, expectedVersion);
      if (kind === 'terms' && version > 1) await this.jobs.enqueue(termsNoticesJob, { version });
      return this.texts.whole(kind, version);
    });
  }
}
