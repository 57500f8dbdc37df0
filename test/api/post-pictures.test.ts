import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import type { OwnCommunity, Post } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostUploadsPerHour } from '../../apps/api/src/features/posts/pictures/pictures.ts';
import { SweepPicturesJob } from '../../apps/api/src/features/posts/pictures/sweep-pictures.job.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { drawPng, scriptedSvg } from '../support/pictures.ts';
import { expectProblem, send } from '../support/requests.ts';

let api: TestApp;
let key: string;
let community: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
  community = (await makeCommunity(api)).id;
});
afterAll(() => api.close());

const join = async (member: SignedInMember, id = community): Promise<SignedInMember> => {
  await send(api, 'post', `/communities/${id}/memberships`, { ...member, body: {} }).expect(200);
  return member;
};
const upload = ({ cookie }: SignedInMember, picture: Buffer, type = 'image/jpeg', id = community) =>
  api.http
    .post(`/api/v1/me/communities/${id}/pictures`)
    .set({ origin: api.url, cookie, 'content-type': type })
    .send(picture);
const look = ({ cookie }: SignedInMember, id: string, size = '800') =>
  api.http.get(`/api/v1/me/pictures/${id}?size=${size}`).set({ cookie });
const write = ({ cookie }: SignedInMember, parts: object, id = community) =>
  send(api, 'post', `/me/communities/${id}/posts`, {
    cookie,
    body: { source: 'Look at this', ...parts },
  }).set('idempotency-key', randomUUID());
const small = drawPng({ width: 30, height: 20 });

/** A photograph of a telephone: turned by its orientation, with the place where it was taken. */
const photograph = (): Promise<Buffer> =>
  sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#c8763a' } })
    .withExif({ IFD0: { Artist: 'Jonas' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 12/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

describe('a picture', () => {
  it('is upright, in three sizes, without the place where it was taken', async () => {
    const member = await join(await makeSignedInMember(api));
    const sent = await photograph();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const { body: picture } = await upload(member, sent).expect(201);
    expect(picture).toMatchObject({ width: 800, height: 1600 });
    for (const [size, width, height] of [
      ['320', 160, 320],
      ['800', 400, 800],
      ['1600', 800, 1600],
    ] as const) {
      const shown = await look(member, picture.id, size).expect(200);
      expect(shown.headers).toMatchObject({
        'content-type': 'image/webp',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      });
      expect(shown.headers['cache-control']).toContain('private');
      const read = await sharp(shown.body as Buffer).metadata();
      expect(read).toMatchObject({ format: 'webp', width, height });
      expect([read.exif, read.icc, read.xmp]).toEqual([undefined, undefined, undefined]);
    }
  });

  it('is seen by who may read its post, with rights asked each time', async () => {
    const [author, reader, stranger] = [
      await join(await makeSignedInMember(api)),
      await makeSignedInMember(api),
      await makeSignedInMember(api),
    ];
    const closed = (await makeCommunity(api, { entry: 'request' })).id;
    const accept = (member: SignedInMember, state: string, reason?: string) =>
      send(api, 'put', `/communities/${closed}/members/${member.member.id}`, {
        key,
        body: { state, ...(reason ? { reason } : {}) },
      }).expect(200);
    await accept(author, 'member');
    await accept(reader, 'member');
    const { id } = (await upload(author, small, 'image/png', closed).expect(201)).body;
    await look(author, id).expect(200);
    await expectProblem(look(reader, id), 404, 'not-found');
    const pictures = [{ id, text: 'My dripper' }];
    const { body: post } = await write(author, { pictures }, closed).expect(201);
    expect(post.pictures).toEqual([{ id, width: 30, height: 20, text: 'My dripper' }]);
    await look(reader, id).expect(200);
    await expectProblem(look(stranger, id), 404, 'not-found');
    await send(api, 'get', `/post-pictures/${id}`, { key }).expect(200);
    await accept(reader, 'banned', 'Spam');
    await expectProblem(look(reader, id), 404, 'not-found');
    await send(api, 'delete', `/me/posts/${post.id}`, author).expect(204);
    await expectProblem(look(author, id), 404, 'not-found');
  });

  it('is in one post, of its community, by who has uploaded it', async () => {
    const [author, other] = [
      await join(await makeSignedInMember(api)),
      await join(await makeSignedInMember(api)),
    ];
    const elsewhere = (await makeCommunity(api)).id;
    await join(author, elsewhere);
    const { id } = (await upload(author, small, 'image/png').expect(201)).body;
    const pictures = [{ id }];
    const pointer = '/pictures/0/id';
    await expectProblem(write(other, { pictures }), 422, 'unknown-picture', pointer);
    await expectProblem(write(author, { pictures }, elsewhere), 422, 'unknown-picture', pointer);
    await write(author, { pictures }).expect(201);
    await expectProblem(write(author, { pictures }), 422, 'unknown-picture', pointer);
    const five = Array.from({ length: 5 }, () => ({ id: randomUUID() }));
    await expectProblem(write(author, { pictures: five }), 400, 'invalid-request', '/pictures');
  });

  it('is added to a post, described in other words, moved and taken out by its author', async () => {
    const author = await join(await makeSignedInMember(api));
    const next = async (): Promise<string> => (await upload(author, small, 'image/png').expect(201)).body.id;
    const [first, second, third] = [await next(), await next(), await next()];
    const { body: made } = await write(author, { pictures: [{ id: first, text: 'One' }, { id: second }] });
    const edit = (body: object) =>
      send(api, 'put', `/me/posts/${made.id}`, { ...author, body: { source: made.source, ...body } });
    const shown = ({ body }: { body: Post }) => body.pictures.map(({ id, text }) => ({ id, text }));
    const pictures = [
      { id: third, text: 'Three' },
      { id: second, text: 'Two' },
      { id: first, text: 'One' },
    ];
    expect(shown(await edit({ pictures }).expect(200))).toEqual(pictures);
    expect(shown(await edit({ pictures: pictures.slice(1) }).expect(200))).toEqual(pictures.slice(1));
    await expectProblem(look(author, third), 404, 'not-found');
    const taken = { pictures: [{ id: first }, { id: third }] };
    await expectProblem(edit(taken), 422, 'unknown-picture', '/pictures/1/id');
    const left = await edit({ source: 'Look again' }).expect(200);
    expect(shown(left)).toEqual(pictures.slice(1));
    const { body: before } = await send(api, 'get', `/me/posts/${made.id}/edits`, author).expect(200);
    expect(before.data).toHaveLength(1);
    expect(shown(await edit({ pictures: [] }).expect(200))).toEqual([]);
  });

  it('that no post shows goes after a day', async () => {
    const member = await join(await makeSignedInMember(api));
    const [unused, used] = [
      (await upload(member, small, 'image/png').expect(201)).body.id,
      (await upload(member, small, 'image/png').expect(201)).body.id,
    ];
    await write(member, { pictures: [{ id: used }] }).expect(201);
    const job = api.app.get(SweepPicturesJob);
    await job.run();
    await look(member, unused).expect(200);
    api.clock.advance({ days: 1 });
    await job.run();
    await expectProblem(look(member, unused), 404, 'not-found');
    await look(member, used).expect(200);
  });
});

describe('a file that is not a picture', () => {
  let member: SignedInMember;
  beforeAll(async () => {
    member = await join(await makeSignedInMember(api));
  });
  const script = Buffer.from('<script>alert(document.domain)</script>');
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), Buffer.alloc(64)]);

  it.each([
    ['an SVG with a script', scriptedSvg, 'image/svg+xml'],
    ['an SVG that says it is a PNG', scriptedSvg, 'image/png'],
    ['a GIF that is a script too', Buffer.concat([gif, Buffer.from('=1;alert(1)')]), 'image/jpeg'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'image/jpeg'],
    ['HEIC', heic, 'image/heic'],
    ['nothing', Buffer.alloc(0), 'image/png'],
  ])('%s is refused', async (_, bytes, type) => {
    await expectProblem(upload(member, bytes, type), 415, 'unsupported-picture');
  });

  it('is refused with a clear word when it is too large, moves or is broken', async () => {
    const bomb = drawPng({ width: 6000, height: 5000, rows: 1 });
    await expectProblem(upload(member, bomb, 'image/png'), 422, 'picture-too-large');
    const heavy = Buffer.concat([small, Buffer.alloc(12 * 1024 * 1024)]);
    await expectProblem(upload(member, heavy, 'image/png'), 413, 'too-large');
    const half = await photograph();
    await expectProblem(upload(member, half.subarray(0, half.length / 2)), 422, 'unreadable-picture');
    await expectProblem(
      upload(member, drawPng({ width: 9, height: 9, rows: 2 }), 'image/png'),
      422,
      'unreadable-picture',
    );
    // A black one and a grey one, one below the other.
    const pixels = Buffer.alloc(2 * 4 * 4 * 3).fill(200, 4 * 4 * 3);
    const frames = await sharp(pixels, {
      raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
    })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    await expectProblem(upload(member, frames, 'image/webp'), 422, 'animated-picture');
    await expectProblem(upload(member, moving(small), 'image/png'), 422, 'animated-picture');
    await send(api, 'post', `/me/communities/${community}/pictures`, { ...member, body: {} }).expect(415);
  });

  it('leaves nothing of what was hidden in a picture', async () => {
    const { body } = await upload(member, Buffer.concat([await photograph(), script])).expect(201);
    const shown = await look(member, body.id, '1600').expect(200);
    expect((shown.body as Buffer).includes('<script')).toBe(false);
  });

  it('cannot be sent to a community that the member is not in', async () => {
    const stranger = await makeSignedInMember(api);
    await expectProblem(upload(stranger, small, 'image/png'), 403, 'cannot-write-here');
    await expectProblem(upload(member, small, 'image/png', randomUUID()), 404, 'not-found');
    await api.http.post(`/api/v1/me/communities/${community}/pictures`).set('origin', api.url).expect(401);
  });

  it('is taken again after an hour of many', async () => {
    const busy = await join(await makeSignedInMember(api));
    for (let sent = 0; sent < mostUploadsPerHour; sent += 10)
      await Promise.all(Array.from({ length: 10 }, () => upload(busy, small, 'image/png').expect(201)));
    await expectProblem(upload(busy, small, 'image/png'), 429, 'too-many-requests');
    api.clock.advance({ hours: 1 });
    await upload(busy, small, 'image/png').expect(201);
  });
});

describe('the photo of a community', () => {
  const sendPhoto = (path: string, by: { cookie?: string; key?: string }, bytes: Buffer, words = '') =>
    api.http
      .put(`/api/v1${path}${words}`)
      .set({
        origin: api.url,
        'content-type': 'image/jpeg',
        ...(by.cookie ? { cookie: by.cookie } : {}),
        ...(by.key ? { authorization: `Bearer ${by.key}` } : {}),
      })
      .send(bytes);
  const found = async (id: string, { cookie }: SignedInMember): Promise<OwnCommunity['photo']> =>
    (await send(api, 'get', `/me/communities/${id}`, { cookie }).expect(200)).body.photo;

  it('is chosen by a manager, seen by who finds the community, and removed', async () => {
    const { id } = await makeCommunity(api);
    const member = await makeSignedInMember(api);
    const path = `/communities/${id}/picture`;
    const { body } = await sendPhoto(path, { key }, await photograph(), '?en=A%20workshop&de=').expect(200);
    expect(body.photo).toEqual({
      version: expect.stringMatching(/^[\da-f]{16}$/),
      text: { en: 'A workshop' },
    });
    expect(await found(id, member)).toEqual(body.photo);
    const describe = (text: object) => send(api, 'put', `${path}/text`, { key, body: { text } });
    const said = { version: body.photo.version, text: { cs: 'Dílna', en: 'Our workshop' } };
    expect((await describe({ ...said.text, de: '' }).expect(200)).body.photo).toEqual(said);
    expect(await found(id, member)).toEqual(said);
    await expectProblem(describe({ en: 'a'.repeat(301) }), 400, 'invalid-request', '/text/en');
    await expectProblem(describe({ en: 'a\u202Eb' }), 400, 'invalid-request', '/text/en');
    const shown = await send(api, 'get', `/me${path}/1600`, member).expect(200);
    expect(shown.headers).toMatchObject({ 'content-type': 'image/webp' });
    const read = await sharp(shown.body as Buffer).metadata();
    expect(read).toMatchObject({ format: 'webp', width: 800, height: 1600 });
    expect([read.exif, read.icc, read.xmp]).toEqual([undefined, undefined, undefined]);
    await send(api, 'get', `${path}/800`, { key }).expect(200);
    await expectProblem(send(api, 'get', `${path}/99`, { key }), 404, 'not-found');
    const secret = (await makeCommunity(api, { entry: 'invitation' })).id;
    await sendPhoto(`/communities/${secret}/picture`, { key }, small).expect(200);
    await expectProblem(send(api, 'get', `/me/communities/${secret}/picture/800`, member), 404, 'not-found');
    expect((await send(api, 'delete', path, { key }).expect(200)).body.photo).toBeNull();
    await send(api, 'delete', path, { key }).expect(200);
    await expectProblem(describe({ en: 'Nothing' }), 404, 'not-found');
    await expectProblem(send(api, 'get', `/me${path}/800`, member), 404, 'not-found');
    expect(await found(id, member)).toBeNull();
  });

  it('is chosen by its owner, not by members, moderators and former owners', async () => {
    const made = await makeCommunity(api);
    const path = `/me/communities/${made.id}/picture`;
    const [owner, moderator] = [await makeSignedInMember(api), await makeSignedInMember(api)];
    await makeCommunityMember(api, made, owner.member, { role: 'owner' });
    await makeCommunityMember(api, made, moderator.member, { role: 'moderator' });
    const { body } = await sendPhoto(path, owner, small).expect(200);
    expect(body.photo.text).toEqual({});
    const other = await join(await makeSignedInMember(api), made.id);
    for (const each of [other, moderator]) {
      await expectProblem(sendPhoto(path, each, small), 403, 'not-allowed');
      await expectProblem(send(api, 'delete', path, { ...each }), 403, 'not-allowed');
      const text = { ...each, body: { text: { en: 'Mine' } } };
      await expectProblem(send(api, 'put', `${path}/text`, text), 403, 'not-allowed');
    }
    await makeCommunityMember(api, made, moderator.member, { role: 'owner' });
    await makeCommunityMember(api, made, owner.member, { role: 'member' });
    await expectProblem(sendPhoto(path, owner, small), 403, 'not-allowed');
    expect(await found(made.id, owner)).toEqual(body.photo);
    await send(api, 'delete', path, { ...moderator }).expect(200);
    expect(await found(made.id, owner)).toBeNull();
  });

  it('is refused if it is none, and the one before stays', async () => {
    const { id } = await makeCommunity(api);
    const path = `/communities/${id}/picture`;
    const { body } = await sendPhoto(path, { key }, small).expect(200);
    await expectProblem(sendPhoto(path, { key }, scriptedSvg), 415, 'unsupported-picture');
    const bomb = drawPng({ width: 6000, height: 5000, rows: 1 });
    await expectProblem(sendPhoto(path, { key }, bomb), 422, 'picture-too-large');
    const long = `?en=${'a'.repeat(301)}`;
    await expectProblem(sendPhoto(path, { key }, small, long), 400, 'invalid-request', '/query/en');
    const nowhere = `/communities/${randomUUID()}/picture`;
    await expectProblem(sendPhoto(nowhere, { key }, small), 404, 'not-found');
    expect((await send(api, 'get', `/communities/${id}`, { key }).expect(200)).body.photo).toEqual(
      body.photo,
    );
  });
});

/** The same PNG with the chunk that says how many pictures follow. */
const moving = (png: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from('acTL'), Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(8);
  sum.writeUInt32BE(crc32(named));
  const afterHeader = 33;
  return Buffer.concat([png.subarray(0, afterHeader), length, named, sum, png.subarray(afterHeader)]);
};
