import { describe, expect, it } from 'vitest';
import { mayDecide, mayDecideAbout, type Belonging } from './decisions.ts';

const as = (state: Belonging['state'], role: Belonging['role'] = 'member'): Belonging => ({ state, role });

describe('decisions of members about members', () => {
  it.each([
    ['accept who asked', as('asked'), as('member'), true],
    ['refuse who asked', as('asked'), as('refused'), true],
    ['pull in a member who left', as('left'), as('member'), false],
    ['accept for a member who is invited', as('invited'), as('member'), false],
    ['take an invitation back', as('invited'), as('left'), true],
    ['ban a member', as('member'), as('banned'), true],
    ['lift a ban', as('banned'), as('left'), true],
    ['make a banned member a member', as('banned'), as('member'), false],
    ['ban another moderator', as('member', 'moderator'), as('banned'), false],
    ['ban an owner', as('member', 'owner'), as('banned'), false],
    ['take back the invitation of a moderator', as('invited', 'moderator'), as('left'), false],
    ['give a role', as('member'), as('member', 'moderator'), false],
  ])('moderators %s', (_, before, after, allowed) => {
    expect(mayDecide('moderator', before, after)).toBe(allowed);
  });

  it('owners also decide about moderators, and give roles to members only', () => {
    expect(mayDecide('owner', as('member', 'moderator'), as('banned'))).toBe(true);
    expect(mayDecide('owner', as('member', 'owner'), as('member'))).toBe(true);
    expect(mayDecide('owner', as('asked'), as('member', 'moderator'))).toBe(true);
    expect(mayDecide('owner', as('asked'), as('refused', 'moderator'))).toBe(false);
  });

  it('members decide nothing', () => {
    expect(mayDecide('member', as('asked'), as('member'))).toBe(false);
    expect(mayDecideAbout('member', as('asked'))).toBe(false);
    expect(mayDecideAbout('moderator', as('member', 'owner'))).toBe(false);
    expect(mayDecideAbout('moderator', as('asked'))).toBe(true);
  });
});
