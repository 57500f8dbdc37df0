import { setTimeout as after } from 'node:timers/promises';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
  exportFormat,
  exportKind,
  getExport,
  listExports,
  startExport,
  type Export,
} from '@regulars/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { show, type Api } from '#lib/server/api.ts';
import { anyText, oneOf } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import { listFilters } from './list-filters.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = { limit: 30, ...(cursor ? { cursor } : {}) };
  // Lists lead here with the table that they show.
  const kind = exportKind.catch('members').parse(url.searchParams.get('kind'));
  return { kind, exports: await show(api.call(listExports, { query })) };
};

const asked = { kind: oneOf(exportKind.options, 'members'), format: oneOf(exportFormat.options, 'xlsx') };
const start = form('start', asked);
const file = form('file', { ...asked, address: anyText });

export const actions: Actions = {
  start: (event) =>
    submit(event, start, (body) =>
      event.locals.api.call(startExport, { body: { ...body, locale: getLocale() } }),
    ),
  /** The file itself if it is ready at once, else the page that shows its progress. */
  file: (event) =>
    submit(event, file, async ({ kind, format, address }) => {
      const filters = listFilters(kind, addressOf(event, address), event.locals.club?.timeZone ?? 'UTC');
      const body = { kind, format, filters, locale: getLocale() };
      const { id, state } = await soon(event.locals.api, await event.locals.api.call(startExport, { body }));
      redirect(303, state === 'done' ? `/api/v1/exports/${id}/file` : `/console/exports?started=${id}`);
    }),
};

const addressOf = ({ url }: RequestEvent, query: string): URL => {
  const address = new URL(url.origin);
  address.search = query;
  return address;
};

const longestWaitMs = 3000;
const pauseMs = 100;

/** The export when it is over, or as it is after some seconds. */
async function soon(api: Api, started: Export): Promise<Export> {
  let found = started;
  for (let waited = 0; waited < longestWaitMs && !isOver(found); waited += pauseMs) {
    await after(pauseMs);
    found = await api.call(getExport, { params: { id: started.id } });
  }
  return found;
}

const isOver = ({ state }: Export): boolean => state !== 'waiting' && state !== 'running';
