import { getMailSettings } from '@regulars/contracts';
import { show, type Api } from '#lib/server/api.ts';
import type { Opening } from './opening.ts';
import { openingOf } from './reach.server.ts';

/** `own`: the origin of the page, where the code of the poster leads. */
export const loadOpening = async (api: Api, own: string): Promise<Opening> =>
  openingOf(await show(api.call(getMailSettings)), own);
