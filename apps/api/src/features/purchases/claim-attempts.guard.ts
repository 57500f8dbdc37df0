import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { Attempts } from '../identity/index.ts';

const attemptsPerDay = 10;
const secondsPerDay = 86_400;

/** Counts who tries to guess receipts, before the claim's transaction begins: a refused try counts too. */
@Injectable()
export class ClaimAttempts implements CanActivate {
  constructor(private readonly attempts: Attempts) {}

  /** Throws `too-many-requests` after ten attempts in a day. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const actor = context.switchToHttp().getRequest<ClubRequest>().user;
    if (actor?.kind === 'account' && actor.memberId !== null)
      await this.attempts.count('purchase-claim', actor.memberId, attemptsPerDay, secondsPerDay);
    return true;
  }
}
