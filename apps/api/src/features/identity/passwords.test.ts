import { expect, it } from 'vitest';
import { Passwords } from './passwords.ts';

it('hashes with the parameters that OWASP recommends, unless configured otherwise', async () => {
  const passwords = new Passwords();
  const usual = await passwords.hash('lantern meadow');
  expect(usual).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/u);
  expect(await passwords.fits('lantern meadow', usual)).toBe(true);
  expect(await passwords.fits('lantern meadows', usual)).toBe(false);

  passwords.cost = { memory: 8, passes: 1 };
  const cheap = await passwords.hash('lantern meadow');
  expect(cheap).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$/u);
  expect(await passwords.fits('lantern meadow', cheap)).toBe(true);
  expect(await passwords.fits('lantern meadow', usual)).toBe(true);
});

it('accepts no password for an account without one', async () => {
  expect(await new Passwords().fits('', null)).toBe(false);
});
