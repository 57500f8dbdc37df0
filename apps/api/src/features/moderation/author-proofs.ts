import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ProofsRepository } from './proofs.repository.ts';

/** The proof of work of an author, and the moments from which the rest counts. */
@Injectable()
export class AuthorProofs {
  constructor(
    private readonly proofs: ProofsRepository,
    private readonly clock: Clock,
  ) {}

  async of(
    memberId: string,
  ): Promise<{ readonly proofMs: number | null; readonly dayAgo: Date; readonly yearAgo: Date }> {
    const now = this.clock.now();
    return {
      proofMs: await this.proofs.passed(memberId),
      dayAgo: new Date(now - dayMs),
      yearAgo: new Date(now - 365 * dayMs),
    };
  }
}
