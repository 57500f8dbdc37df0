import { error } from '@sveltejs/kit';

/** An unknown URL keeps the look of its area. */
export const load = (): never => error(404);
