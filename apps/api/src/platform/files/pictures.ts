import { ClubError } from '../club-error.ts';

/** By the first bytes, not by what the sender says. Throws `unsupported-picture`. */
export const pictureFormat = (bytes: Buffer): 'png' | 'jpeg' | 'webp' => {
  const first = bytes.subarray(0, 1024).toString('latin1');
  if (first.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (first.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (first.startsWith('RIFF') && first.startsWith('WEBP', 8)) return 'webp';
  throw new ClubError('unsupported-picture', whatItIs(first));
};

const whatItIs = (first: string): string => {
  if (/<svg|<\?xml|<!doctype/iu.test(first))
    return 'SVG files can contain code and are not accepted. Save it as PNG';
  if (/^.{4}ftyp(?:hei|hev|mif1|msf1|avif)/su.test(first))
    return 'HEIC files are not accepted. Save it as JPEG';
  return 'The file is not PNG, JPEG or WebP';
};
