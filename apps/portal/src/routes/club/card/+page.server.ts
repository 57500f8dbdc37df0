import { getOwnCard } from '@regulars/contracts';
import { barcodeImage, qrImage } from '#lib/server/codes.ts';
import { show } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const own = await show(locals.api.call(getOwnCard));
  const [qr, barcode] = await Promise.all([qrImage(own.code), barcodeImage(own.card.number)]);
  return { own, qr, barcode };
};
