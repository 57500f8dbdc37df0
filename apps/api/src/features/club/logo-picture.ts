import { createHash } from 'node:crypto';
import { ClubError } from '../../platform/club-error.ts';
import { readBytes } from '../../platform/files/sent-bytes.ts';
import { pictureFormat } from '../../platform/files/pictures.ts';

/** Size limit of an upload, in bytes. */
const largestLogo = 2 * 1024 * 1024;
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
 * sender. Throws `too-large`, `unsupported-picture`, `picture-too-large`, `unreadable-picture`.
 */
export const drawLogo = async (body: unknown): Promise<LogoPicture> => {
  const sent = await readBytes(body, largestLogo);
  pictureFormat(sent);
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
