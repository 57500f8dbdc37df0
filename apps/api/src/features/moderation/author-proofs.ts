import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ProofsRepository } from './proofs.repository.ts';

const msPerDay = 86_400_000;

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
      dayAgo: new Date(now - msPerDay),
      yearAgo: new Date(now - 365 * msPerDay),
    };
  }
}
