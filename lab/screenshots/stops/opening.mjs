/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof import('../club.mjs').startClub>>} Club */
/** @typedef {{ name: string, route: string, open: (page: Page, club: Club) => Promise<unknown> }} Stop */

/** @param {string} name @param {string} path @returns {Stop} */
export const at = (name, path) => ({
  name,
  route: path.split('?')[0] ?? path,
  open: (page) => page.goto(path),
});

/** A list, and its sheet or page for a new entry. @typedef {(name: string, path: string) => Stop[]} ListStops */
/** @type {ListStops} */
export const listed = (name, path) => [at(`${name}s`, path), at(`${name}-new`, `${path}?new=yes`)];
/** @type {ListStops} */
export const withNew = (name, path) => [at(`${name}s`, path), at(`${name}-new`, `${path}/new`)];

/** @param {Page} page @param {string} list @param {RegExp} link */
export const openFirst = async (page, list, link) => {
  await page.goto(list);
  const paths = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((each) => each.getAttribute('href') ?? ''));
  const path = paths.find((each) => link.test(each));
  if (path) await page.goto(path);
};

/** What a list shows first. @param {string} name @param {string} list @returns {Stop} */
export const firstOf = (name, list) => {
  const folder = list.split('?')[0] ?? list;
  const link = new RegExp(`^${folder}/(?!(?:new|bulk|claim|calendar|refusals|moderation)$)[\\w-]+$`);
  return { name, route: `${folder}/[id]`, open: (page) => openFirst(page, list, link) };
};

/** @param {string} name @param {string} route @param {(page: Page, club: Club) => Promise<unknown>} open @returns {Stop} */
export const opened = (name, route, open) => ({ name, route, open });

/** Opens a dialog of the page that is shown. @param {Page} page @param {RegExp} button */
export const openDialog = async (page, button) => {
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.getByRole('main').getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
};
