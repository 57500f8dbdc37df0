import type { Metadata } from 'sharp';
import { ClubError } from '../club-error.ts';
import { pictureFormat } from './pictures.ts';

const mostPixels = 25_000_000;
const sides = { large: 1600, medium: 800, small: 320 } as const;

/** Re-encoded as WebP: upright, without place, camera and anything else that was in the file. */
export interface DrawnPicture {
  readonly width: number;
  readonly height: number;
  readonly large: Buffer;
  readonly medium: Buffer;
  readonly small: Buffer;
}

/**
 * Draws what was uploaded in three sizes, from its pixels only.
 * Throws `unsupported-picture`, `animated-picture`, `picture-too-large`, `unreadable-picture`.
 */
export const drawPicture = async (sent: Buffer): Promise<DrawnPicture> => {
  const format = pictureFormat(sent);
  const { default: sharp } = await import('sharp');
  assertPossible(await sharp(sent, { limitInputPixels: false }).metadata().catch(unreadable));
  if (format === 'png' && isMovingPng(sent)) throw new ClubError('animated-picture');
  // The pixels are read once, at the largest size.
  const { data, info } = await sharp(sent, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .toColourspace('srgb')
    .resize(sides.large, sides.large, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable);
  const { width, height, channels } = info;
  const drawn = async (side: number): Promise<Buffer> =>
    sharp(data, { raw: { width, height, channels } })
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  return {
    width,
    height,
    large: await drawn(sides.large),
    medium: await drawn(sides.medium),
    small: await drawn(sides.small),
  };
};

const assertPossible = ({ width, height, pages = 1 }: Metadata): void => {
  if (pages > 1) throw new ClubError('animated-picture');
  if (width * height > mostPixels)
    throw new ClubError(
      'picture-too-large',
      `It has ${width} × ${height} pixels; at most ${mostPixels / 1_000_000} million`,
    );
};

const unreadable = (): never => {
  throw new ClubError('unreadable-picture');
};

/** Moving PNGs have a chunk `acTL` before their pixels, and a library that does not know it shows the first picture. */
const isMovingPng = (bytes: Buffer): boolean => {
  let at = 8;
  while (at + 8 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
    at += 12 + bytes.readUInt32BE(at);
  }
  return false;
};
