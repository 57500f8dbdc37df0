import { Injectable } from '@nestjs/common';
import { largestPicture } from '@regulars/contracts';
import { ClubError } from '../club-error.ts';
import { Turns } from '../turns.ts';
import { drawPicture, type DrawnPicture } from './drawn-picture.ts';
import { readBytes } from './sent-bytes.ts';

/** Receives and draws pictures, of posts and of communities: few at once, because each takes memory. */
@Injectable()
export class PictureDesk {
  readonly #received = new Turns(8, {
    milliseconds: 15_000,
    exhausted: () => new ClubError('too-many-requests', { retryAfterSeconds: 15 }),
  });
  readonly #drawn = new Turns(2);

  /**
   * Throws `too-many-requests`, and what is wrong with the picture: `too-large`, `unsupported-picture`,
   * `animated-picture`, `picture-too-large`, `unreadable-picture`.
   */
  async draw(sent: unknown): Promise<DrawnPicture> {
    return this.#received.take('', async () => {
      const bytes = await readBytes(sent, largestPicture);
      return this.#drawn.take('', () => drawPicture(bytes));
    });
  }
}
