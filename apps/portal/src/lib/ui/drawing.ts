import type { render } from 'svelte/server';

/** How the server draws a component by itself. Its hooks give it here, so that no browser loads the server's half of Svelte. */
export const drawing: { render?: typeof render } = {};
