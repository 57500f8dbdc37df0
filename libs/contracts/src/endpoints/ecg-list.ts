import { endpoint, managers } from './endpoint.ts';

/** Bytes of a file with the ECG list. */
export const largestEcgFile = 20_000_000;
/** Entries of the ECG list. */
export const mostEcgEntries = 500_000;
/** So many of the lines that cannot be read are told. */
export const mostEcgLinesTold = 20;
export const ecgFileType = 'application/octet-stream';

export const getEcgList = endpoint('getEcgList', {
  method: 'GET',
  path: '/ecg-list',
  tag: 'Members',
  summary: 'See how many entries of the Austrian ECG list the club has, and from when they are',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
});

export const importEcgList = endpoint('importEcgList', {
  method: 'PUT',
  path: '/ecg-list',
  tag: 'Members',
  summary:
    'Replace the ECG list: the file ecg-liste.hash of the RTR (SHA-1, 20 bytes each), or text with one SHA-1 or SHA-512 in hexadecimal per line',
  access: { roles: managers, scope: 'members:write', reach: 'club' },
  bytes: ecgFileType,
  wallet: 'none',
});
