import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const features = new URL('../../apps/api/src/features/', import.meta.url);
/** What sends a mail without its class, its answer and its row. */
const pastTheQueue = /nodemailer|createTransport|\bsendMailJob\b|\.deliver\(|\bMailFiles\b[^\n]*\bkeep\(/u;
/** The test of the mail server goes to the address of its own account, while the person waits. */
const reviewed = ['mailing/mail-tests.ts'];

it('every mail of a feature is queued by Mailer, so that permissions are asked and the list of messages has it', async () => {
  const names = (await readdir(features, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const found = [];
  for (const name of names)
    if (pastTheQueue.test(await readFile(new URL(name, features), 'utf8'))) found.push(name);
  expect(names.length).toBeGreaterThan(100);
  expect(found.toSorted()).toEqual(reviewed);
});
