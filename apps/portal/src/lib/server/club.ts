import { getClub, type Club } from '@regulars/contracts';
import type { Api } from './api.ts';
import { KeptReply } from './kept-reply.ts';

const club = new KeptReply((api) => api.call(getClub));

/** After one's own change, which must show at once. */
export const forgetClub = (): void => club.forget();

/** Name and look of the club; null while the API is away. */
export const loadClub = (api: Api): Promise<Club | null> => club.load(api);
