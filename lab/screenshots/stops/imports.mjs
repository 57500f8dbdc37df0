import { at, openDialog, opened } from './opening.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Stop} Stop */

/** In a character set that can be read in two ways, with dates that can too. */
const unsure = Buffer.from(
  'Kundennummer;Vorname;Nachname;Geburtsdatum;Telefon\nKD-9001;S\u00f8rine;Berger;3/4/1985;0660 1230001 / 01 1230002\nKD-9002;Eva;Novak;5/6/1990;12\n',
  'latin1',
);
const people = Buffer.from(
  [
    'Kundennummer;Vorname;E-Mail;Telefon;Geburtsdatum',
    'KD-9101;Anna;anna.neu@beispiel.example;0660 1230011 / 0699 1230012;22.11.1980',
    'KD-9102;Karel;karel.neu@beispiel.example;12;30.02.1985',
    'KD-9103;Ida;ida.neu@beispiel.example, ida@arbeit.example;0660 1230013;',
    'KD-9104;Uwe',
    ';Niemand;;;',
  ].join('\n'),
);
const receipts = Buffer.from(
  [
    'Bon;Filiale;Datum;Artikel;Bezeichnung;Menge;Betrag;Status',
    'I-7001;vienna-1;02.11.2026 10:00;B-1;Bauernbrot;2;17,80;bezahlt',
    'I-7001;vienna-1;02.11.2026 10:00;K-1;Kipferl;1;3,80;bezahlt',
    'I-7002;vienna-1;02.11.2026 11:00;B-1;Bauernbrot;1;8,90;reserviert',
    'C-7003;vienna-1;03.11.2026 09:00;X-9;Torte;-1;-24,00;bezahlt',
    'I-7004;nirgends;03.11.2026 10:00;B-1;Bauernbrot;1;8,90;storniert',
    'Summe;;;;;;15,40;',
  ].join('\n'),
);
const balances = Buffer.from(
  'Kundennummer;Punkte;Verfällt am;Grund\nKD-1;250;31.12.2027;Alte Stempelkarte\n',
);

/** @param {Page} page @param {string} kind @param {string} name @param {Buffer} buffer */
const bring = async (page, kind, name, buffer) => {
  await page.goto(`/console/imports/new?kind=${kind}`);
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: dryRun }).waitFor();
};

const dryRun = /^(?:Probelauf|Dry run|Zkouška nanečisto)$/u;
const undo = /^(?:Rückgängig machen|Undo|Vrátit zpět)$/u;
const begin = /^(?:Import starten|Start the import|Spustit import)$/u;

/** @param {Page} page @param {RegExp} button */
const send = async (page, button) => {
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL(/\/console\/imports\/[\da-f-]{36}$/u);
  await page.getByRole('progressbar').waitFor({ state: 'detached' });
};

/** @param {Page} page */
const openGuide = async (page) => {
  await page.goto('/console/imports/new');
  await page.locator('html[data-alive]').waitFor({ state: 'attached' });
  await page.locator('select').last().selectOption('odoo');
};

/** @param {Page} page */
const openDone = async (page) => {
  await bring(page, 'members', 'kunden.csv', people);
  await send(page, begin);
};

/** @type {Stop[]} */
export const importStops = [
  opened('console-import-guide', '/console/imports/new', openGuide),
  opened('console-import-unsure', '/console/imports/new', (page) =>
    bring(page, 'members', 'kunden.csv', unsure),
  ),
  opened('console-import-check', '/console/imports/new', (page) =>
    bring(page, 'members', 'kunden.csv', people),
  ),
  opened('console-import-orders', '/console/imports/new', (page) =>
    bring(page, 'purchases', 'bons.csv', receipts),
  ),
  opened('console-import-balances', '/console/imports/new', (page) =>
    bring(page, 'balances', 'punkte.csv', balances),
  ),
  opened('console-import-checked', '/console/imports/[id]', async (page) => {
    await bring(page, 'members', 'kunden.csv', people);
    await send(page, dryRun);
  }),
  opened('console-import-done', '/console/imports/[id]', openDone),
  opened('console-import-undo', '/console/imports/[id]', async (page) => {
    await openDone(page);
    await openDialog(page, undo);
  }),
  at('console-equal-phones', '/console/equal-phones'),
];
