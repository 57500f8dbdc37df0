import { createHash } from 'node:crypto';
import { ClubError } from '../../platform/club-error.ts';

/** Size limit of an upload, in bytes. */
export const largestLogo = 2 * 1024 * 1024;
const longestSide = 8000;
const mostPixels = 40_000_000;
const shownSide = 512;

/** A re-encoded picture: WebP, upright, without the camera's metadata. */
export interface LogoPicture {
  readonly hash: string;
  readonly bytes: Buffer;
}

/**
 * Reads an uploaded picture and re-encodes it in a small size. Its first bytes decide what it is, not the
 * sender. Throws `unsupported-picture`, `picture-too-large`, `unreadable-picture`.
 */
export const drawLogo = async (sent: unknown): Promise<LogoPicture> => {
  if (!Buffer.isBuffer(sent) || sent.length === 0) throw new ClubError('unsupported-picture');
  assertPicture(sent);
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(sent, { limitInputPixels: false }).metadata().catch(unreadable);
  if (width > longestSide || height > longestSide || width * height > mostPixels)
    throw new ClubError(
      'picture-too-large',
      `It has ${width} × ${height} pixels; at most ${longestSide} per side`,
    );
  const bytes = await sharp(sent, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .resize(shownSide, shownSide, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 90, alphaQuality: 100 })
    .toBuffer()
    .catch(unreadable);
  return { hash: createHash('sha256').update(bytes).digest('hex').slice(0, 16), bytes };
};

const unreadable = (): never => {
  throw new ClubError('unreadable-picture');
};

const assertPicture = (bytes: Buffer): void => {
  const first = bytes.subarray(0, 1024).toString('latin1');
  if (first.startsWith('\x89PNG\r\n\x1a\n') || first.startsWith('\xff\xd8\xff')) return;
  if (first.startsWith('RIFF') && first.startsWith('WEBP', 8)) return;
  const drawing = /<svg|<\?xml|<!doctype/i.test(first);
  throw new ClubError(
    'unsupported-picture',
    drawing
      ? 'SVG files can contain code and are not accepted. Save it as PNG'
      : 'The file is not PNG, JPEG or WebP',
  );
};
