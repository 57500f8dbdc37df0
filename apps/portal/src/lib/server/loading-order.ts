const preloads = /<link href="([^"]+)" rel="modulepreload">\s*/gu;
const sheets = /<link href="[^"]+" rel="stylesheet">\s*/gu;
const charset = '<meta charset="utf-8" />';
/** Where SvelteKit's last script of a page starts the portal in the browser. */
const start = /\bimport\("[^"]*\/entry\/start\.[^"]+"\)/u;

/**
 * Waits until the browser says that people see the page. A page in the background is never painted, so it does not wait.
 * Each script is asked for in a task of its own: all at once they hold up a slow phone.
 */
const afterPaint = (preload: readonly string[], load: string): string => `new Promise((go) => {
  setTimeout(go, 2000);
  if (document.hidden) go();
  else
    new PerformanceObserver((seen) => {
      if (seen.getEntriesByName('first-contentful-paint').length > 0) go();
    }).observe({ type: 'paint', buffered: true });
}).then(() => {
  for (const href of ${JSON.stringify(preload).replaceAll('<', '\\u003c')})
    setTimeout(() => {
      document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
    });
  return ${load};
})`;

/**
 * What a page is seen with comes first: styles, then fonts. The scripts follow when it was painted, because a page can be
 * read without them. SvelteKit asks for them first, and on a slow network styles and fonts would wait for them.
 */
export const seenFirst = (html: string): string => {
  const scripts = [...html.matchAll(preloads)].map(([, path = '']) => path);
  const styles = (html.match(sheets) ?? []).join('');
  return html
    .replaceAll(preloads, '')
    .replaceAll(sheets, '')
    .replace(charset, () => `${charset}\n    ${styles}`)
    .replace(start, (load) => afterPaint(scripts, load));
};
