import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { offerArmOf } from './arm.ts';

const offer = randomUUID();
const members = Array.from({ length: 20_000 }, () => randomUUID());
const heldOut = (share: number): string[] =>
  members.filter((id) => offerArmOf(id, offer, share) === 'held-out');

it('holds out about the share of the members, and nobody without a share', () => {
  expect(Math.abs(heldOut(10).length - 2000)).toBeLessThan(6 * Math.sqrt(2000));
  expect(heldOut(0)).toEqual([]);
});

it('keeps those who are held out when the share grows', () => {
  const larger = new Set(heldOut(20));
  expect(heldOut(10).filter((id) => !larger.has(id))).toEqual([]);
});
