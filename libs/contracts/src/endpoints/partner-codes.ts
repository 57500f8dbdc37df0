import { endpoint, managers } from './endpoint.ts';

/** Codes of one file. */
export const mostPartnerCodes = 20_000;
/** Bytes of a file with codes of a partner. */
export const largestPartnerFile = 10_000_000;

/** Why a line of such a file is not taken. */
export const partnerLineReasons = [
  'empty',
  'bad-characters',
  'too-short',
  'too-long',
  'twice',
  'known',
] as const;

const reading = { roles: managers, scope: 'rewards:read', reach: 'club' } as const;

export const getPartnerCodes = endpoint('getPartnerCodes', {
  method: 'GET',
  path: '/rewards/{id}/partner-codes',
  tag: 'Rewards',
  summary: 'See how many codes of a partner a reward has left. Nobody can read them',
  access: reading,
});

export const importPartnerCodes = endpoint('importPartnerCodes', {
  method: 'POST',
  path: '/rewards/{id}/partner-codes',
  tag: 'Rewards',
  summary:
    'Add codes of a partner to a reward: CSV with the codes in the first column, or text with one code per line, in UTF-8. Each line that is not taken has a reason',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  bytes: 'text/csv',
  wallet: 'none',
});

export const listPartnerCodeFiles = endpoint('listPartnerCodeFiles', {
  method: 'GET',
  path: '/rewards/{id}/partner-code-files',
  tag: 'Rewards',
  summary: 'List the files with codes of a partner that a reward got, the latest first',
  access: reading,
});

export const listPartnerCodeErrors = endpoint('listPartnerCodeErrors', {
  method: 'GET',
  path: '/partner-code-files/{id}/errors',
  tag: 'Rewards',
  summary: 'List the lines of such a file that were not taken, with their reasons',
  access: reading,
});

export const showPartnerCode = endpoint('showPartnerCode', {
  method: 'POST',
  path: '/me/vouchers/{id}/partner-code',
  tag: 'Own view',
  summary:
    "Read the partner's code of my voucher. The first time uses the voucher, so its redemption cannot be cancelled any more",
  access: { roles: ['member'], reach: 'own' },
  wallet: 'none',
});
