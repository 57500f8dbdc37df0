import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { ClubRequest } from '../../platform/http/contract.ts';
import { Attempts } from '../identity/index.ts';

const attemptsPerDay = 10;
const secondsPerDay = 86_400;

/** Counts who tries to guess receipts, before the claim's transaction begins: a refused try counts, too. */
@Injectable()
export class ClaimAttempts implements CanActivate {
  constructor(private readonly attempts: Attempts) {}

  /** The claim throws `too-many-requests` after ten attempts in a day. */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<ClubRequest>();
    const memberId = request.user?.kind === 'account' ? request.user.memberId : null;
    if (memberId !== null)
      request.beforehand = () =>
        this.attempts.count('purchase-claim', memberId, attemptsPerDay, secondsPerDay);
    return true;
  }
}
