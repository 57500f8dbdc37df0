import { Injectable } from '@nestjs/common';
import {
  SaleParticipants,
  type SaleDecision,
  type SaleParticipant,
  type SalePart,
  type SaleRedoing,
  type SaleReturn,
  type SaleToDecide,
  type SaleUndoing,
} from '../sales/index.ts';
import { LiveChallenges } from './live-challenges.ts';
import { redoReturn, undoReturns, type RecalledCount } from './returned-challenges.ts';
import { decideSales, type ChallengeAtSale } from './sale-challenges.ts';

/** The SQL functions of challenges in a sale. */
export const challengesPart: SalePart = {
  name: 'challenges',
  reads: 'challenges_read',
  writes: 'challenges_write',
  recalls: 'challenges_recall',
  undoes: 'challenges_undo',
  redoes: 'challenges_redo',
};

type Context = readonly ChallengeAtSale[];
type Recollection = readonly RecalledCount[];

/** Counts sales towards the live challenges of their members, and returns against them. */
@Injectable()
export class ChallengeParticipant implements SaleParticipant<Context, Recollection> {
  readonly part = challengesPart;

  constructor(
    participants: SaleParticipants,
    private readonly live: LiveChallenges,
  ) {
    participants.register(this);
  }

  awaits(): Promise<boolean> {
    return this.live.any();
  }

  decide(sales: readonly SaleToDecide<Context>[]): readonly SaleDecision[] {
    return decideSales(sales);
  }

  undo(returns: readonly SaleReturn<Recollection>[]): readonly SaleUndoing[] {
    return undoReturns(returns);
  }

  redo(reversed: SaleReturn<Recollection>): SaleRedoing {
    return redoReturn(reversed);
  }
}
