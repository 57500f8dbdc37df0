import QRCode from 'qrcode';

const asImage = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** The QR code of a text as an image URL: a vector, so sharp at any size, and without JavaScript. */
export const qrImage = async (text: string): Promise<string> =>
  asImage(await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 }));

/** The QR code of a text as a drawing, with the white around it that readers need. */
export const qrDrawing = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });

/** The same as files to print. */
export const qrFiles = async (text: string): Promise<{ svg: string; png: string }> => ({
  svg: asImage(await qrDrawing(text)),
  png: await QRCode.toDataURL(text, { errorCorrectionLevel: 'M', margin: 4, width: 1024 }),
});

/** Code 128 of a card number, bars only, as an image URL. */
export async function barcodeImage(digits: string): Promise<string> {
  // Loaded here only, because it draws a hundred kinds of codes.
  const { code128, drawingSVG } = await import('bwip-js/node');
  return asImage(code128({ bcid: 'code128', text: digits, height: 12, includetext: false }, drawingSVG()));
}
