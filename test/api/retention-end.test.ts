import { expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { startApp } from '../support/app.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeKey } from '../support/makers.ts';
import { makeMember } from '../support/makers/members.ts';
import { send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

it('a record that the law requires is gone after its end date', async () => {
  const api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  try {
    const consents = [{ purpose: 'newsletter' as const, granted: true }];
    const { id } = await makeMember(api, { consents });
    const closing = { key: await makeKey(api), body: { reason: 'moved' } };
    await send(api, 'post', `/members/${id}/close`, closing).expect(200);
    api.clock.advance({ days: 30 });
    await api.app.get(EraseMembersJob).eraseDue();
    expect(await rowsOf(api, 'select kind from retained_records')).toEqual([{ kind: 'consent-proof' }]);
    api.clock.set('2034-01-01T00:00:00+01:00');
    await api.app.get(EraseMembersJob).eraseDue();
    expect(await rowsOf(api, 'select id from retained_records')).toEqual([]);
  } finally {
    await api.close();
  }
});
