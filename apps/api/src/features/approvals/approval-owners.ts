import { Injectable } from '@nestjs/common';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { ApprovalsRepository } from './approvals.repository.ts';

/** Tells whose wallet the deed touches that waits, before somebody approves it. */
@Injectable()
export class ApprovalOwners {
  constructor(owners: WalletOwners, approvals: ApprovalsRepository) {
    owners.register('/approvals/{id}', async (id) => (await approvals.find(id))?.member_id);
  }
}
