import type { LogoShape } from '@regulars/contracts';
import type { Color, ResizeOptions } from 'sharp';

/** Mail programs scale badly, so the picture has twice its display size. */
const mail = { width: 480, height: 96 };
const paper: Color = '#faf6ef';
const nothing: Color = { r: 0, g: 0, b: 0, alpha: 0 };

/** The share of a square that the logo fills. The system cuts the edges off maskable icons. */
const squares: Record<Exclude<LogoShape, 'mail'>, { side: number; share: number }> = {
  'icon-192': { side: 192, share: 0.86 },
  'icon-512': { side: 512, share: 0.86 },
  'maskable-512': { side: 512, share: 0.56 },
};

/** The logo as a PNG for mail programs and home screens, which do not support WebP or transparency. */
export const shapeLogo = async (logo: Buffer, shape: LogoShape): Promise<Buffer> => {
  const { default: sharp } = await import('sharp');
  if (shape === 'mail')
    return sharp(logo)
      .resize({ ...mail, fit: 'contain', position: 'left', background: nothing })
      .png()
      .toBuffer();
  const { side, share } = squares[shape];
  const inner = Math.round(side * share);
  const within: ResizeOptions = { width: inner, height: inner, fit: 'contain', background: paper };
  const before = Math.floor((side - inner) / 2);
  const after = side - inner - before;
  return sharp(logo)
    .flatten({ background: paper })
    .resize(within)
    .extend({ top: before, left: before, bottom: after, right: after, background: paper })
    .png()
    .toBuffer();
};
