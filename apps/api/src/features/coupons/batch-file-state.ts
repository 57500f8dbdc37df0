import { codeFileAgainMinutes, codeFileHours, type CouponBatch } from '@regulars/contracts';
import type { KeptFile } from './coupon-batches.repository.ts';

const againMs = codeFileAgainMinutes * 60_000;

/** What is left of the file of a batch. */
export const fileState = (kept: KeptFile, now: Date): CouponBatch['file'] => {
  if (!kept.fileUntil) return 'none';
  const isThere = fileAfterFetch(kept, now) !== null;
  if (kept.fetchedAt) return isThere ? 'again' : 'fetched';
  return isThere ? 'ready' : 'deleted';
};

/** The first fetch leaves some minutes for a second one, which leaves nothing. Null if it can no longer be fetched. */
export const fileAfterFetch = ({ fileUntil, fetchedAt }: KeptFile, now: Date): KeptFile | null => {
  if (!fileUntil || fileUntil <= now) return null;
  const until = new Date((fetchedAt ?? now).getTime() + againMs);
  if (fetchedAt) return until > now ? { fetchedAt, fileUntil: now } : null;
  return { fetchedAt: now, fileUntil: until < fileUntil ? until : fileUntil };
};

/** The file of an import that failed since then is still there. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - codeFileHours * 3_600_000);
