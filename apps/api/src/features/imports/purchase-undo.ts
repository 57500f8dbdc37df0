import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ReturnReversals, UndonePurchases } from '../purchases/index.ts';
import type { MadeItem } from './import.ts';

/** Takes back what an import of purchases has booked. */
@Injectable()
export class PurchaseUndo {
  constructor(
    private readonly undone: UndonePurchases,
    private readonly reversals: ReturnReversals,
  ) {}

  /** In the caller's transaction, the last first. Returns the items whose returns must stay. */
  async undo(actor: Actor, made: readonly MadeItem[], reason: string): Promise<ReadonlySet<number>> {
    const kept = new Set<number>();
    const purchases: string[] = [];
    for (const { item, state, subject_id: id, changes } of made) {
      const returns = changes?.returns ?? [];
      // Returns of its own purchase go with it.
      if (state === 'created' && !returns.includes(id)) purchases.push(id);
      for (const each of returns.toReversed())
        if (!(await this.#reverse(actor, each, reason))) kept.add(item);
    }
    await this.undone.undoMany(actor, purchases, reason);
    return kept;
  }

  /** False if something else has happened since. */
  async #reverse(actor: Actor, id: string, reason: string): Promise<boolean> {
    try {
      await this.reversals.reverse(actor, id, reason, 'import');
      return true;
    } catch (error) {
      if (error instanceof ClubError) return false;
      throw error;
    }
  }
}
