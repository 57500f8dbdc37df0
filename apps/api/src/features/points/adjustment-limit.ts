import { Injectable } from '@nestjs/common';
import { dayMs } from '@regulars/loyalty';
import { personBehind, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubSettings } from '../club/index.ts';
import { ApiKeysService } from '../identity/index.ts';
import { LedgerRepository } from './ledger.repository.ts';

/** The size from which an adjustment needs a second person. */
@Injectable()
export class AdjustmentLimit {
  constructor(
    private readonly club: ClubSettings,
    private readonly keys: ApiKeysService,
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The limit, if these points exceed it, alone or together with what the same person (with any key) adjusted
   * for the member within a day without approval; null if they may be posted. Under the lock of the wallet.
   */
  async exceededBy(actor: Actor, memberId: string, points: number): Promise<number | null> {
    const { points: limit } = (await this.club.current()).approvals;
    if (limit === null || actor.kind === 'system') return null;
    const size = Math.abs(points);
    if (size > limit) return limit;
    const since = new Date(this.clock.now() - dayMs);
    const before = await this.ledger.adjustedBy(memberId, await this.#actorsOf(actor), since);
    return size + before > limit ? limit : null;
  }

  async #actorsOf(actor: Actor): Promise<string[]> {
    const person = personBehind(actor);
    const own = actor.id === null ? [] : [actor.id];
    return person === null ? own : [...own, person, ...(await this.keys.idsMadeBy(person))];
  }
}
