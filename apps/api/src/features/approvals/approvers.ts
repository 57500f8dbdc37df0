import { Injectable } from '@nestjs/common';
import { StaffAccounts } from '../identity/index.ts';

type Leading = Awaited<ReturnType<StaffAccounts['leading']>>[number];

/** People who can approve: managers and admins of the whole club who can sign in. */
@Injectable()
export class Approvers {
  constructor(private readonly staff: StaffAccounts) {}

  async all(): Promise<readonly Leading[]> {
    return this.staff.leading();
  }

  /** All except this person. */
  async besides(accountId: string | null): Promise<readonly Leading[]> {
    return (await this.all()).filter(({ id }) => id !== accountId);
  }
}
