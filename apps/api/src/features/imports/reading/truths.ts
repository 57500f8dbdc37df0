const yes = new Set(
  (
    '1 true yes y ja j ano a x wahr pravda áno tak igen on ✓ ✔ ok subscribed opted-in opted_in opt-in optin granted ' +
    'confirmed active aktiv double-opt-in doi angemeldet abonniert zugestimmt bestätigt odebírá přihlášen přihlášena souhlasí potvrzeno'
  ).split(' '),
);
/** Someone who was asked and has not answered yet has not agreed. */
const no = new Set(
  (
    '0 false no n nein ne falsch nepravda nie nem off ✗ ✘ unsubscribed non-subscribed nonsubscribed not-subscribed ' +
    'opted-out opted_out opt-out optout denied declined revoked pending cleaned bounced inactive inaktiv abgemeldet ' +
    'nicht-angemeldet nicht-abonniert abgelehnt widerrufen ausstehend odhlášen odhlášena neodebírá nesouhlasí odvoláno'
  ).split(' '),
);

/** Yes or no, as people and programs write it in the languages around here; null for other words. */
export const truthIn = (text: string): boolean | null => {
  const word = text.trim().toLowerCase().replaceAll(/\s+/gu, '-');
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
};
