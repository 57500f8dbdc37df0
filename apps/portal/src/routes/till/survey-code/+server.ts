import { createReceiptLink } from '@regulars/contracts';
import { show } from '#lib/server/api.ts';
import { qrDrawing } from '#lib/server/codes.ts';
import { requireRole, sellers } from '#lib/server/session.ts';
import type { RequestHandler } from './$types';

/** The QR code with which a customer answers a survey about a receipt; nothing if there is no such survey. */
export const GET: RequestHandler = async (event) => {
  requireRole(event, sellers);
  const { locals, url } = event;
  const body = {
    location: url.searchParams.get('location') ?? '',
    number: url.searchParams.get('number') ?? '',
  };
  const { page } = await show(locals.api.call(createReceiptLink, { body }));
  return page === null
    ? new Response(null, { status: 204 })
    : new Response(await qrDrawing(page), { headers: { 'content-type': 'image/svg+xml' } });
};
