import { error } from '@sveltejs/kit';

/** An address that no page has keeps the look of its area. */
export const load = (): never => error(404);
