import type { FastifyReply } from 'fastify';

/** Sends a WebP. A browser keeps it only until the next look, when rights are asked again. */
export const sendPicture = (reply: FastifyReply, bytes: Buffer): void => {
  void reply
    .headers({
      'content-type': 'image/webp',
      'content-disposition': 'inline; filename="picture.webp"',
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
    })
    .send(bytes);
};
