import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId } from '../../platform/ids.ts';

const livesMs = 600_000;
const signatureBytes = 24;

/** A token that says which member signed in to the shop's web page: the member, until when, and a signature with the site's secret. */
export const memberToken = (
  secret: Buffer,
  memberId: string,
  now: number,
): { token: string; expiresAt: number } => {
  const expiresAt = now + livesMs;
  const said = `${memberId}.${String(expiresAt)}`;
  return { token: `${said}.${signatureOf(secret, said)}`, expiresAt };
};

/** The member; null if the token is forged, of another web page, or too old. */
export const memberIn = (secret: Buffer, token: string, now: number): string | null => {
  const [memberId = '', expiresAt = '', signature = ''] = token.split('.');
  const expected = Buffer.from(signatureOf(secret, `${memberId}.${expiresAt}`));
  const sent = Buffer.from(signature);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return null;
  return isId(memberId) && now < Number(expiresAt) ? memberId : null;
};

const signatureOf = (secret: Buffer, said: string): string =>
  createHmac('sha256', secret).update(said).digest().subarray(0, signatureBytes).toString('base64url');
