import { Injectable } from '@nestjs/common';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { LedgerRepository } from './ledger.repository.ts';

/** Finds the wallet of a hold or transaction, before anyone waits for it. */
@Injectable()
export class PointsOwners {
  constructor(owners: WalletOwners, ledger: LedgerRepository) {
    owners.register('hold', async (id) => (await ledger.hold(id))?.member_id);
    owners.register('transaction', (id) => ledger.ownerOf(id));
  }
}
