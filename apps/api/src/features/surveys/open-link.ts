import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OpenLink } from './links.repository.ts';

const signatureBytes = 16;
const idBytes = 16;
/** The first byte says what follows the survey. */
const withLocation = 1;

/**
 * The token of an open link: the survey, what it is signed for, and the signature. It needs no row, so a register may make one
 * for each receipt.
 */
export const openToken = (key: Buffer, { surveyId, locationId, receipt }: OpenLink): string => {
  const said = Buffer.concat([
    Buffer.of(locationId === null ? 0 : withLocation),
    bytesOf(surveyId),
    locationId === null ? Buffer.alloc(0) : bytesOf(locationId),
    Buffer.from(receipt ?? ''),
  ]);
  return Buffer.concat([said, signatureOf(key, said)]).toString('base64url');
};

/** What a token says; undefined for what no token can be. Nothing of it counts before `isSigned`. */
export const readOpenToken = (token: string): OpenLink | undefined => {
  const said = saidIn(token);
  const hasLocation = said[0] === withLocation;
  const end = 1 + idBytes + (hasLocation ? idBytes : 0);
  if (said.length < end) return undefined;
  return {
    surveyId: idOf(said.subarray(1, 1 + idBytes)),
    locationId: hasLocation ? idOf(said.subarray(1 + idBytes, end)) : null,
    receipt: said.length > end ? said.subarray(end).toString() : null,
  };
};

export const isSigned = (key: Buffer, token: string): boolean => {
  const signature = Buffer.from(token, 'base64url').subarray(-signatureBytes);
  const expected = signatureOf(key, saidIn(token));
  return signature.length === expected.length && timingSafeEqual(signature, expected);
};

const saidIn = (token: string): Buffer => Buffer.from(token, 'base64url').subarray(0, -signatureBytes);

const signatureOf = (key: Buffer, said: Buffer): Buffer =>
  createHmac('sha256', key).update(said).digest().subarray(0, signatureBytes);

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
