import { Injectable } from '@nestjs/common';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { ApprovalsRepository } from './approvals.repository.ts';

/** Finds the wallet that a waiting change affects, before someone approves it. */
@Injectable()
export class ApprovalOwners {
  constructor(owners: WalletOwners, approvals: ApprovalsRepository) {
    owners.register('approval', async (id) => (await approvals.find(id))?.member_id);
  }
}
