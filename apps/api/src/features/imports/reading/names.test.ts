import { expect, test } from 'vitest';
import { splitName } from './names.ts';

test.each([
  ['Lena Beispiel', 'Lena', 'Beispiel'],
  ['Beispiel, Lena', 'Lena', 'Beispiel'],
  ['Müller, Jörg', 'Jörg', 'Müller'],
  ['Dvořák Tomáš', 'Tomáš', 'Dvořák'],
  ['Tomáš Dvořák', 'Tomáš', 'Dvořák'],
  ['Nováková Xaveria', 'Xaveria', 'Nováková'],
  ['DVOŘÁK Xandr', 'Xandr', 'DVOŘÁK'],
  ['Dr. Anna Maria von Berg', 'Anna Maria', 'von Berg'],
  ['Prof. Dr. Jörg Müller', 'Jörg', 'Müller'],
  ['Frau Mag. Eva Huber', 'Eva', 'Huber'],
  ['Ing. Jiří Šťastný, Ph.D.', 'Jiří', 'Šťastný'],
  ['Anna Huber Maier', 'Anna', 'Huber Maier'],
  ['Carlos García López', 'Carlos', 'García López'],
  ['Anna-Maria Huber-Maier', 'Anna-Maria', 'Huber-Maier'],
  ['Hans Peter Klein', 'Hans Peter', 'Klein'],
  ['  Max   Muster ', 'Max', 'Muster'],
  ['Martin Peter', 'Martin', 'Peter'],
  ['Huber Anna (Stammkundin)', 'Anna', 'Huber'],
  ['J. R. Tolkien', 'J. R.', 'Tolkien'],
])('%s', (whole, firstName, lastName) => {
  expect(splitName(whole)).toEqual({ firstName, lastName });
});

test.each([
  ['Madonna', 'Madonna'],
  ['Bäckerei Huber GmbH', 'Bäckerei Huber GmbH'],
  ['Pekařství s.r.o.', 'Pekařství s.r.o.'],
  ['Dr.', 'Dr.'],
])('%s stays whole', (whole, firstName) => {
  expect(splitName(whole)).toEqual({ firstName });
});
