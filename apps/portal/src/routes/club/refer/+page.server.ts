import { getOwnReferral } from '@regulars/contracts';
import { qrImage } from '#lib/server/codes.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const referral = await show(locals.api.call(getOwnReferral));
  return { referral, qr: referral.link && (await qrImage(referral.link)) };
};
