import { randomUUID } from 'node:crypto';
import type { PartnerCodeFile, Reward } from '@regulars/contracts';
import type { TestApp } from '../app.ts';
import { makeKey } from '../makers.ts';
import { send, type Sender } from '../requests.ts';

/** Sends a file with codes of a partner. */
export const addPartnerCodes = (api: TestApp, key: string, rewardId: string, file: string | Buffer) =>
  send(api, 'post', `/rewards/${rewardId}/partner-codes`, { key }).set('content-type', 'text/csv').send(file);

/** A live reward of 10 points with these codes. */
export const makePartnerReward = async (
  api: TestApp,
  key: string,
  codes: readonly string[],
  more: object = {},
): Promise<{ reward: Reward; file: PartnerCodeFile | null }> => {
  const body = { kind: 'partner-code', name: { en: 'Spa day' }, points: 10, state: 'live', ...more };
  const { body: reward } = await send(api, 'post', '/rewards', { key, body }).expect(201);
  if (codes.length === 0) return { reward, file: null };
  const { body: file } = await addPartnerCodes(api, key, reward.id, codes.join('\n')).expect(201);
  return { reward, file };
};

/** A member with points redeems one of two codes and reads it. */
export const makeReadCode = async (api: TestApp, member: Sender) => {
  const { reward } = await makePartnerReward(api, await makeKey(api), ['SPA-100', 'SPA-200', 'SPA-200'], {
    points: 1,
  });
  const { body } = await send(api, 'post', `/rewards/${reward.id}/redemptions`, { ...member, body: {} })
    .set('idempotency-key', randomUUID())
    .expect(201);
  await send(api, 'post', `/me/vouchers/${body.voucher.id}/partner-code`, member).expect(200);
  return { rewardId: reward.id, voucherId: body.voucher.id as string };
};
