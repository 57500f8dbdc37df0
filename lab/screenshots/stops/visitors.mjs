import { at, opened } from './opening.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */

/**
 * What a mail leads to, after something was done for it.
 *
 * @param {string} name
 * @param {string} route
 * @param {(club: Club) => Promise<string>} does resolves to the address
 */
const mailed = (name, route, does) =>
  opened(name, route, async (page, club) => {
    const to = await does(club);
    await page.goto(await club.linkIn(new RegExp(route.replace('[token]', '(?!change|stop)[\\w-]+')), to));
  });

const newAddress = (/** @type {string} */ name) => `${name}.${Date.now()}@kunden.example`;

/** @param {Club} club */
const resetPassword = async (club) => {
  const { email } = club.signInOf('member');
  await club.post('visitor', '/password-resets', { email });
  return email;
};

/** @param {Club} club */
const invite = async (club) => {
  const email = newAddress('petra');
  await club.post('manager', '/staff', {
    email,
    displayName: 'Petra Nováková',
    role: 'cashier',
    language: 'cs',
  });
  return email;
};

/** @param {Club} club */
const joinByMail = async (club) => {
  const email = newAddress('eva');
  const person = { firstName: 'Eva', email, password: 'a sentence for the pictures', language: 'de' };
  await club.post('visitor', '/registrations', { ...person, acceptedTerms: { version: 1 } });
  return email;
};

/** @param {Club} club */
const changeEmail = async (club) => {
  const [email, { password }] = [newAddress('anna'), club.signInOf('member')];
  await club.post('member', '/me/email-changes', { email, password });
  return email;
};

/** The old address hears of the change. @param {Club} club */
const changeEmailAway = async (club) => {
  await changeEmail(club);
  return club.signInOf('member').email;
};

/** @param {Club} club */
const inviteRegistered = async (club) => {
  const email = newAddress('mia');
  const person = { firstName: 'Mia', lastName: 'Berger', email, language: 'de' };
  const { id } = await club.post('manager', '/members', person);
  await club.post('manager', `/members/${id}/account-invitations`, {});
  return email;
};

/** @param {import('playwright-core').Page} page */
const mistype = async (page) => {
  await page.goto('/sign-in');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('[name=email]').fill('anna@morgenrot.example');
  await page.locator('[name=password]').fill('not this one');
  await page.locator('main form [type=submit]').click();
  await page.getByRole('alert').waitFor();
};

/** @type {Stop[]} */
export const visitor = [
  at('landing', '/'),
  at('sign-in', '/sign-in'),
  opened('sign-in-wrong', '/sign-in', mistype),
  at('join', '/join'),
  at('reset-password', '/reset-password'),
  mailed('new-password', '/reset-password/[token]', resetPassword),
  mailed('invitation', '/invitation/[token]', invite),
  mailed('email-change', '/confirm-email/change/[token]', changeEmail),
  mailed('email-change-stop', '/confirm-email/stop/[token]', changeEmailAway),
  mailed('email-confirmation', '/confirm-email/[token]', joinByMail),
  mailed('open-account', '/open-account/[token]', inviteRegistered),
  at('link-ended', '/invitation/no-such-link-there-is-none'),
  at('legal-terms', '/legal/terms'),
  at('legal-imprint', '/legal/imprint'),
  at('report', '/report'),
  at('offline', '/offline'),
  at('offline-till', '/offline/till'),
  at('not-found', '/nowhere'),
];
