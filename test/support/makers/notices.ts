import { Notices, type NewNotice } from '../../../apps/api/src/features/notices/index.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../app.ts';

/** As features tell members, in a transaction of their own. */
export const tellMembers = async ({ app }: TestApp, ...notices: NewNotice[]): Promise<void> =>
  app.get(Transactions).run(() => app.get(Notices).tell(notices));
