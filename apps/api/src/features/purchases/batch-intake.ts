import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { House } from './house.ts';
import { readIntake, type Intake, type PurchaseOffered } from './intake.ts';

export interface BatchItem {
  /** In the list that was given. */
  readonly position: number;
  readonly intake: Intake;
}

export interface ReadBatch {
  /** In the order of time. */
  readonly read: readonly BatchItem[];
  readonly refused: ReadonlyMap<number, ClubError>;
}

/** Reads many purchases; what one of them refuses does not stop the others. */
@Injectable()
export class BatchIntake {
  constructor(
    private readonly house: House,
    private readonly clock: Clock,
  ) {}

  async read(actor: Actor, purchases: readonly PurchaseOffered[]): Promise<ReadBatch> {
    const products = await this.house.productsOf(purchases.flatMap(({ lines }) => lines));
    const read: BatchItem[] = [];
    const refused = new Map<number, ClubError>();
    for (const [position, offered] of purchases.entries()) {
      try {
        const { receipt } = offered;
        if (!receipt) throw ClubError.field('invalid-request', '/receipt', 'needed to count a purchase');
        const location = await this.house.openLocation(actor, receipt.location, '/receipt/location');
        read.push({ position, intake: readIntake(offered, location, products, this.clock.now()) });
      } catch (error) {
        if (!(error instanceof ClubError)) throw error;
        refused.set(position, error);
      }
    }
    return { read: read.sort((a, b) => a.intake.purchasedAt - b.intake.purchasedAt), refused };
  }
}
