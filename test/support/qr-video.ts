import { writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';

const [width, height] = [640, 480];

/** A video of one picture for Chromium's fake camera: a screenshot of an element, slightly rotated. */
export const writeVideo = async (file: string, shown: Locator): Promise<void> => {
  const picture = (await shown.screenshot()).toString('base64');
  const grey = Buffer.from(await shown.page().evaluate<string>(drawing(picture)), 'base64');
  const noColour = Buffer.alloc((width * height) / 2, 128);
  const header = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  await writeFile(file, Buffer.concat([Buffer.from(header), grey, noColour]));
};

/**
 * Runs in the browser: the picture on a grey background, rotated by five degrees, as one byte of brightness per pixel.
 */
const drawing = (picture: string): string => `(async () => {
  const bytes = Uint8Array.from(atob('${picture}'), (char) => char.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(${width}, ${height}).getContext('2d');
  context.fillStyle = '#8a8a8a';
  context.fillRect(0, 0, ${width}, ${height});
  context.translate(${width / 2}, ${height / 2});
  context.rotate(Math.PI / 36);
  const scale = 340 / Math.max(image.width, image.height);
  const [w, h] = [image.width * scale, image.height * scale];
  context.fillStyle = '#ffffff';
  context.fillRect(-w / 2 - 20, -h / 2 - 20, w + 40, h + 40);
  context.drawImage(image, -w / 2, -h / 2, w, h);
  const { data } = context.getImageData(0, 0, ${width}, ${height});
  let grey = '';
  for (let i = 0; i < data.length; i += 4)
    grey += String.fromCharCode(16 + (0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]) * 219 / 255);
  return btoa(grey);
})()`;
