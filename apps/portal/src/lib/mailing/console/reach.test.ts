import { describe, expect, it } from 'vitest';
import { openingOf, reachOf } from './reach.server.ts';

describe('who can open an address', () => {
  it.each([
    ['http://localhost:3000', 'machine'],
    ['http://127.0.0.1:3000', 'machine'],
    ['http://127.8.0.1', 'machine'],
    ['http://0.0.0.0:3000', 'machine'],
    ['http://[::1]:3000', 'machine'],
    ['http://[::ffff:127.0.0.1]', 'machine'],
    ['http://club.localhost', 'machine'],
    ['http://10.0.0.7', 'network'],
    ['http://172.20.1.1', 'network'],
    ['http://192.168.178.20:3000', 'network'],
    ['http://169.254.3.4', 'network'],
    ['http://[fd12::1]', 'network'],
    ['http://[fe80::1]', 'network'],
    ['http://server', 'network'],
    ['https://till.local', 'network'],
    ['https://club.home.arpa', 'network'],
    ['http://172.32.0.1', 'everyone'],
    ['https://8.8.8.8', 'everyone'],
    ['https://[2a00::1]', 'everyone'],
    ['https://club.example.com', 'everyone'],
    ['https://local.example.com.', 'everyone'],
  ])('%s: %s', (url, reach) => {
    expect(reachOf(url)).toBe(reach);
  });
});

describe('what the club must set before members can be reached', () => {
  const settings = { delivery: 'server', server: 'mail.example', sender: 'a@b.example' } as const;

  it('is nothing with a mail server and public addresses', () => {
    expect(openingOf({ ...settings, links: 'https://club.example/' }, 'https://club.example')).toEqual({
      noServer: false,
      address: 'https://club.example',
      reach: 'everyone',
    });
  });

  it('is the address of links in mails, even if the page has a public one', () => {
    expect(
      openingOf({ ...settings, delivery: 'files', links: 'http://localhost:3000/' }, 'https://club.example'),
    ).toEqual({ noServer: true, address: 'http://localhost:3000', reach: 'machine' });
  });
});
