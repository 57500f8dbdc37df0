import { baseLocale, isLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The language in which the server wrote the page. By itself Paraglide reads the cookie again for every text, which takes
// a slow phone tens of milliseconds.
const { lang } = document.documentElement;
const locale = isLocale(lang) ? lang : baseLocale;
overwriteGetLocale(() => locale);
